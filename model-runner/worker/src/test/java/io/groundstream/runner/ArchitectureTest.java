package io.groundstream.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** Who may know whom inside the model-runner. */
class ArchitectureTest {
    private static final JavaClasses RUNNER =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.groundstream.runner");

    @Test
    void ofOursTheRunnerKnowsOnlyTheSchemas() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAPackage("io.groundstream..")
                                .and(
                                        JavaClass.Predicates.resideOutsideOfPackages(
                                                "io.groundstream.runner..",
                                                "io.groundstream.schemas..")))
                .check(RUNNER);
    }

    @Test
    void batchingKnowsNeitherKafkaNorTheRuntimeNorAnythingElse() {
        classes()
                .that()
                .resideInAPackage("..runner.batch")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..runner.batch", "java..", "org.jspecify..")
                .check(RUNNER);
    }

    @Test
    void onlyIntakeAndServiceKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..runner.intake", "..runner.service")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(RUNNER);
    }

    @Test
    void onlyTheGeneratorKnowsTheRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..runner.generate")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(RUNNER);
    }

    @Test
    void packagesDependInOneDirection() {
        slices().matching("io.groundstream.runner.(*)..").should().beFreeOfCycles().check(RUNNER);
    }
}

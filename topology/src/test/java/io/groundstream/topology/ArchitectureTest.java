package io.groundstream.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("io.groundstream.topology");

    @Test
    void ofOursItDependsOnTheSchemasAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.<JavaClass>not(
                                        JavaClass.Predicates.resideInAPackage("io.groundstream.."))
                                .or(
                                        JavaClass.Predicates.resideInAnyPackage(
                                                "io.groundstream.topology..",
                                                "io.groundstream.schemas..")))
                .check(ours);
    }

    @Test
    void decisionsKnowNeitherKafkaNorTheClock() {
        noClasses()
                .that()
                .resideInAnyPackage("..decide..", "..moderate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "io.micrometer..", "io.groundstream.topology.flow..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ours);
    }

    @Test
    void theFlowDoesNotKnowHowItIsStarted() {
        noClasses()
                .that()
                .resideInAPackage("..flow..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.groundstream.topology")
                .check(ours);
    }
}

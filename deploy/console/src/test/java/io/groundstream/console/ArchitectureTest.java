package io.groundstream.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("io.groundstream.console");

    @Test
    void theServerKnowsNeitherTheStreamNorWhatItServes() {
        noClasses()
                .that()
                .resideInAPackage("..console.web")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "io.groundstream.operations..",
                        "io.groundstream.runner..",
                        "io.groundstream.search..")
                .check(ours);
    }

    @Test
    void onlyTheServerKnowsJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..console.web")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(ours);
    }

    @Test
    void groupsOfResourcesDoNotKnowEachOther() {
        slices().matching("io.groundstream.console.(*)..").should().beFreeOfCycles().check(ours);
    }
}

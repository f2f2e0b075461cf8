package io.groundstream.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("io.groundstream");

    @Test
    void dependsOnNothingOfOurs() {
        classes()
                .that()
                .resideInAPackage("io.groundstream..")
                .should()
                .resideInAPackage("io.groundstream.schemas..")
                .check(ours);
    }

    @Test
    void theRegistryClientIsKnownToTheSerdesAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..serde..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.confluent..")
                .check(ours);
    }

    @Test
    void serdesKnowNothingOfTopics() {
        noClasses()
                .that()
                .resideInAPackage("..serde..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..catalog..")
                .check(ours);
    }
}

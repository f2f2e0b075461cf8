package io.groundstream.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("io.groundstream.search");

    @Test
    void followingDoesNotKnowWhatIsSearchedFor() {
        noClasses()
                .that()
                .resideInAPackage("..follow..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.groundstream.search", "..query..")
                .check(ours);
    }

    @Test
    void queriesDoNotKnowKafka() {
        noClasses()
                .that()
                .resideInAPackage("..query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.groundstream.operations..")
                .check(ours);
    }
}

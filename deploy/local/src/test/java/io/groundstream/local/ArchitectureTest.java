package io.groundstream.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("io.groundstream.local");

    @Test
    void nothingButTheMainClassKnowsTheCommands() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..stack..", "..demo..", "..picture..", "..bench..", "..truth..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..command..")
                .check(ours);
    }

    @Test
    void theDemoMeetsTheServicesAtTheTopicsAlone() {
        noClasses()
                .that()
                .resideInAnyPackage("..demo..", "..truth..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.groundstream.runner..", "io.groundstream.topology..")
                .check(ours);
    }

    @Test
    void theStackKnowsServicesByTheirMainClassesAlone() {
        noClasses()
                .that()
                .resideInAPackage("..stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.groundstream.runner.annotate..",
                        "io.groundstream.runner.intake..",
                        "io.groundstream.topology.decide..",
                        "io.groundstream.topology.flow..")
                .check(ours);
    }

    @Test
    void commandsPrintNothingButSafeText() {
        noClasses()
                .that()
                .resideInAPackage("..command..")
                // draws a line of its own; hands the stream to the demo
                .and()
                .doNotHaveSimpleName("ProgressBar")
                .and()
                .doNotHaveSimpleName("DemoCommand")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("io.groundstream.local.terminal.Out makes text from streams safe")
                .check(ours);
    }
}

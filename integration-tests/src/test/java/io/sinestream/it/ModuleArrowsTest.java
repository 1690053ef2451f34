package io.sinestream.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which module may see what. */
@AnalyzeClasses(packages = "io.sinestream", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {

    @ArchTest
    static final ArchRule SCHEMAS_SEE_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("io.sinestream.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.sinestream.model..", "io.sinestream.job..", "org.apache.flink..", "ai.djl..");

    @ArchTest
    static final ArchRule MODEL_SEES_NO_FLINK_AND_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.sinestream.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.sinestream.schema..", "io.sinestream.job..", "org.apache.flink..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule JOB_LEAVES_THE_ENGINE_TO_THE_MODEL = noClasses()
            .that()
            .resideInAPackage("io.sinestream.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule THE_JOB_NEVER_NEEDS_THE_BROKER = noClasses()
            .that()
            .resideInAPackage("io.sinestream.job..")
            .and()
            .resideOutsideOfPackages(
                    "io.sinestream.job.embedded..", "io.sinestream.job.feed..", "io.sinestream.job.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "kafka..",
                    "org.apache.kafka.server..",
                    "org.apache.kafka.metadata..",
                    "io.sinestream.job.embedded..",
                    "io.sinestream.job.feed..",
                    "io.sinestream.job.cli..");
}

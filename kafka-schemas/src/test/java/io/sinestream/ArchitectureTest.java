package io.sinestream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract with the outside stands alone: whoever reads the topics needs neither the job nor the model. */
@AnalyzeClasses(packages = "io.sinestream", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NEITHER_FLINK_NOR_DJL = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "ai.djl..", "io.sinestream.job..", "io.sinestream.model..");

    @ArchTest
    static final ArchRule RECORDS_DO_NOT_KNOW_THE_FEED = noClasses()
            .that()
            .resideInAPackage("io.sinestream.schema")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.sinestream.schema.feed..");

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.flink.configuration.Configuration", "ai.djl.ndarray.NDArray"})
    void theClassPathHasNeither(String type) {
        assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
    }
}

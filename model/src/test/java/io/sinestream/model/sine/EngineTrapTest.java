package io.sinestream.model.sine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the calls of DJL out that put Java memory under autograd, or that work once per process only. */
@AnalyzeClasses(packages = "io.sinestream.model", importOptions = ImportOption.DoNotIncludeTests.class)
class EngineTrapTest {
    private static final DescribedPredicate<JavaCall<?>> TAKES_A_NUMBER = DescribedPredicate.describe(
            "takes a Number",
            call -> isOfEngine(call)
                    && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Number.class)));

    private static final DescribedPredicate<JavaCall<?>> COPIES_FROM_JAVA = DescribedPredicate.describe(
            "makes an array over Java memory",
            call -> names(call, NDManager.class, "create") || names(call, NDArray.class, "set"));

    @ArchTest
    static final ArchRule NO_SCALAR_OPERATIONS = noClasses()
            .should()
            .callCodeUnitWhere(TAKES_A_NUMBER)
            .because("autograd reads the number after its memory " + "is gone: take a constant of Constants");

    @ArchTest
    static final ArchRule DATA_ENTERS_IN_ONE_PLACE = noClasses()
            .that()
            .doNotHaveSimpleName("Torch")
            .should()
            .callCodeUnitWhere(COPIES_FROM_JAVA)
            .because("autograd needs memory that the engine owns: use Constants.copy or Torch.create");

    @ArchTest
    static final ArchRule NO_BLOCKS_NOR_COLLECTOR = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("ai.djl.nn..", "ai.djl.training.."))
            .because("DJL's blocks and losses use scalar operations, and its gradient collector is one per process");

    private static boolean names(JavaCall<?> call, Class<?> owner, String method) {
        return call.getTargetOwner().isAssignableTo(owner) && call.getName().equals(method);
    }

    private static boolean isOfEngine(JavaCall<?> call) {
        return call.getTargetOwner().getPackageName().startsWith("ai.djl");
    }
}

package io.summand;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The plan of the house, as rules: who may know whom. */
@AnalyzeClasses(
    packages = "io.summand",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeTestJars.class
    })
class ArchitectureTest {
  /** The fixtures that other modules share as jars. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String[] BELOW_SPARK = {
    "io.summand.compute..",
    "io.summand.nn",
    "io.summand.data",
    "io.summand.train",
    "io.summand.model"
  };

  @ArchTest
  static final ArchRule theMathematicsKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAnyPackage(BELOW_SPARK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..")
          .as("the mathematics runs, trains and is tested without a cluster");

  @ArchTest
  static final ArchRule whatAStepCostsKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAPackage("io.summand.spark.cost")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..", "io.summand.spark")
          .as("a cost is a formula");

  @ArchTest
  static final ArchRule computeKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage("io.summand.compute..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.summand.nn..",
              "io.summand.data..",
              "io.summand.train..",
              "io.summand.model..",
              "io.summand.spark..",
              "io.summand.cli..")
          .as("a device knows matrices, not layers");

  @ArchTest
  static final ArchRule noCodeNamesADeviceThatIsFoundByTheServiceLoader =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.summand.compute.openblas..", "io.summand.compute.opencl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.summand.compute.openblas..", "io.summand.compute.opencl..")
          .as("devices other than the CPU are found, not named");

  @ArchTest
  static final ArchRule networksKnowNoDataAndNoTraining =
      noClasses()
          .that()
          .resideInAPackage("io.summand.nn")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.summand.data..", "io.summand.train..", "io.summand.model..")
          .as("a network is shapes and formulas");

  @ArchTest
  static final ArchRule dataAndModelsKnowNoTraining =
      noClasses()
          .that()
          .resideInAnyPackage("io.summand.data", "io.summand.model")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.summand.train..")
          .as("rows and model files do not depend on how a network learns");

  @ArchTest
  static final ArchRule theStepKnowsNoEstimatorsAndNoCommands =
      noClasses()
          .that()
          .resideInAPackage("io.summand.spark")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.summand.spark.ml..", "io.summand.cli..")
          .as("the distributed step knows nothing of what is built on it");

  @ArchTest
  static final ArchRule nobodyDependsOnTheCommandLine =
      classes()
          .that()
          .resideInAPackage("io.summand.cli..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("io.summand.cli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.summand.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsReadByJavaSerialization =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .as("files of users are never read by Java serialization");
}

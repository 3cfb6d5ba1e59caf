package org.summand;

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
    packages = "org.summand",
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
    "org.summand.compute..",
    "org.summand.nn",
    "org.summand.data",
    "org.summand.train",
    "org.summand.model"
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
          .resideInAPackage("org.summand.spark.cost")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..", "org.summand.spark")
          .as("a cost is a formula");

  @ArchTest
  static final ArchRule computeKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage("org.summand.compute..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.summand.nn..",
              "org.summand.data..",
              "org.summand.train..",
              "org.summand.model..",
              "org.summand.spark..",
              "org.summand.cli..")
          .as("a device knows matrices, not layers");

  @ArchTest
  static final ArchRule noCodeNamesADeviceThatIsFoundByTheServiceLoader =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.summand.compute.openblas..", "org.summand.compute.opencl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.summand.compute.openblas..", "org.summand.compute.opencl..")
          .as("devices other than the CPU are found, not named");

  @ArchTest
  static final ArchRule networksKnowNoDataAndNoTraining =
      noClasses()
          .that()
          .resideInAPackage("org.summand.nn")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.summand.data..", "org.summand.train..", "org.summand.model..")
          .as("a network is shapes and formulas");

  @ArchTest
  static final ArchRule dataAndModelsKnowNoTraining =
      noClasses()
          .that()
          .resideInAnyPackage("org.summand.data", "org.summand.model")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.summand.train..")
          .as("rows and model files do not depend on how a network learns");

  @ArchTest
  static final ArchRule theStepKnowsNoEstimatorsAndNoCommands =
      noClasses()
          .that()
          .resideInAPackage("org.summand.spark")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.summand.spark.ml..", "org.summand.cli..")
          .as("the distributed step knows nothing of what is built on it");

  @ArchTest
  static final ArchRule nobodyDependsOnTheCommandLine =
      classes()
          .that()
          .resideInAPackage("org.summand.cli..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("org.summand.cli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.summand.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsReadByJavaSerialization =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .as("files of users are never read by Java serialization");
}

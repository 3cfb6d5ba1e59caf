package org.summand;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private static final String ROOT = "org.summand.";

  private static final String[] SPARK = {"org.apache.spark..", "scala..", "org.apache.hadoop.."};

  /**
   * The rooms of the house, from the ground up, and for each those right below: it may know them
   * and what they know.
   */
  private static final Map<String, String> BELOW =
      Map.ofEntries(
          entry("base", ""),
          entry("compute", ""),
          entry("compute.cpu", "compute"),
          entry("compute.openblas", "compute.cpu"),
          entry("compute.choice", "compute.cpu"),
          entry("compute.opencl", "compute.choice"),
          entry("nn", "base compute"),
          entry("data", "base compute"),
          entry("table", "data"),
          entry("files", ""),
          entry("model", "files nn table compute.cpu"),
          entry("train.gradient", "base nn data compute.choice"),
          entry("train.metric", "nn"),
          entry("train.optim", "base nn"),
          entry("train", "train.gradient train.metric train.optim"),
          entry("train.tune", "train"),
          entry("train.checkpoint", "model train"),
          entry("spark.io", "model"),
          entry("spark.table", "nn table"),
          entry("spark.job", ""),
          entry("spark.block", "data spark.job"),
          entry("spark.shard", "spark.block spark.table"),
          entry("spark.executor", "train spark.block"),
          entry("spark.predict", "model spark.table spark.executor"),
          entry("spark.cost", "train.gradient"),
          entry("spark.cluster", "spark.cost"),
          entry("spark.resident", "train.gradient"),
          entry("spark.exchange", "spark.executor spark.cluster spark.resident"),
          entry("spark", "train.tune train.checkpoint spark.shard spark.exchange"),
          entry("spark.ml", "spark.io spark.predict spark"),
          entry("cli.config", "model spark.exchange"),
          entry("cli.interrupt", ""),
          entry("cli.output", "spark"),
          entry("cli.table.file", "spark.io spark.table cli.config"),
          entry("cli.table.row", "cli.table.file"),
          entry("cli.table.csv", "cli.table.row"),
          entry("cli.table.idx", "cli.table.row"),
          entry("cli.table", "spark.shard cli.table.csv cli.table.idx"),
          entry("cli.run", "cli.interrupt cli.output cli.table"),
          entry("cli.predict", "spark.predict cli.run"),
          entry("cli", "cli.predict"));

  @ArchTest
  static final ArchRule everyRoomKnowsThoseOfThePlan =
      classes()
          .that()
          .resideOutsideOfPackage("org.summand.benchmarks..")
          .should(
              new ArchCondition<>("know only the rooms below") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                  Set<String> known = known(room(from));
                  from.getDirectDependenciesFromSelf().stream()
                      .filter(to -> isOurs(to.getTargetClass()))
                      .filter(to -> !known.contains(room(to.getTargetClass())))
                      .forEach(to -> events.add(violated(to, to.getDescription())));
                }
              });

  @ArchTest
  static void thePlanHasEveryRoomAndNoneThatIsGone(JavaClasses classes) {
    assertThat(BELOW.keySet())
        .containsExactlyInAnyOrderElementsOf(
            classes.stream()
                .filter(ArchitectureTest::isOurs)
                .map(ArchitectureTest::room)
                .collect(Collectors.toSet()));
  }

  private static Set<String> known(String room) {
    return Stream.concat(
            Stream.of(room),
            Stream.of(BELOW.get(room).split(" "))
                .filter(below -> !below.isEmpty())
                .flatMap(below -> known(below).stream()))
        .collect(Collectors.toSet());
  }

  private static boolean isOurs(JavaClass any) {
    return any.getPackageName().startsWith(ROOT)
        && !any.getPackageName().startsWith(ROOT + "benchmarks");
  }

  private static String room(JavaClass of) {
    return of.getPackageName().substring(ROOT.length());
  }

  @ArchTest
  static final ArchRule theMathematicsKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.summand.base..",
              "org.summand.files..",
              "org.summand.compute..",
              "org.summand.nn..",
              "org.summand.data..",
              "org.summand.train..",
              "org.summand.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARK)
          .as("the mathematics runs, trains and is tested without a cluster");

  @ArchTest
  static final ArchRule whatAStepCostsKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAPackage("org.summand.spark.cost..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARK)
          .as("a cost is a formula");

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

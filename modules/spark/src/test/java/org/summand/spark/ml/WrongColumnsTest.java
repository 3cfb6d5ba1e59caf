package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.summand.data.BadDataException;

/** Raw columns that cannot be learned from are refused in words, as a rule before a row is read. */
class WrongColumnsTest {
  private static Dataset<Row> table;

  @BeforeAll
  static void make() {
    table = MixedTables.of(90, 2).cache();
  }

  private static MlpClassifier classifier(String... inputs) {
    return new MlpClassifier()
        .setInputCols(inputs)
        .setLabelCol("kind")
        .setEpochs(1)
        .setNumShards(2)
        .setDevice("cpu");
  }

  private static void assertRefused(
      MlpEstimator<?, ?> estimator, Dataset<Row> rows, String... words) {
    assertThatThrownBy(() -> estimator.fit(rows))
        .isInstanceOfAny(IllegalArgumentException.class, BadDataException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void namesThatAreNotThereOrThereTwiceAreTold() {
    assertRefused(classifier("age", "sity"), table, "'sity'", "did you mean 'city'?");
    assertRefused(classifier("age", "nothing like it"), table, "no column 'nothing like it'");
    assertRefused(classifier("age", "city", "age"), table, "inputCols names 'age' twice");
    assertRefused(
        new MlpClassifier().setLabelCol("kind"),
        table,
        "there is no column 'features'; the table has age, city",
        "name those to learn from as inputCols");
    assertRefused(classifier("age", null), table, "inputCols holds null");
    assertRefused(classifier(), table, "inputCols names no column");
    assertRefused(
        classifier("age", "kind"), table, "column 'kind' is the label and is listed among");
    assertRefused(
        classifier("age").setFeaturesCol("city"), table, "inputCols", "featuresCol", "both set");
  }

  @Test
  void categoriesThatAreNoneAreTold() {
    assertRefused(
        classifier("age").setCategoricalCols(new String[] {"city"}),
        table,
        "categoricalCols names 'city', which is none of inputCols: age");
    assertRefused(
        classifier("age", "since").setCategoricalCols(new String[] {"since"}),
        table,
        "categoricalCols names 'since', which is of type date");
    MlpClassifier vectors = new MlpClassifier().setCategoricalCols(new String[] {"features"});
    assertRefused(vectors, Tables.rings(30, 2, 1), "'features', which is none of inputCols, as");
  }

  @Test
  void tablesWithNothingToLearnFromAreTold() {
    Dataset<Row> constant =
        table.withColumn("age", functions.lit(1)).withColumn("city", functions.lit("x"));
    assertRefused(
        classifier("age", "city"),
        constant,
        "no column is left to learn from",
        "'age' (constant)",
        "'city' (");
    assertRefused(classifier("age"), table.limit(0), "the table has no rows");
    assertRefused(
        classifier("age"),
        table.withColumn("age", functions.array(functions.lit("a"))),
        "column 'age' is of type array<string>, of which nothing can be learned");
  }

  @Test
  void labelsThatAreMissingOrAllTheSameAreTold() {
    Dataset<Row> gaps =
        table.withColumn("kind", functions.expr("if(age > 40, cast(null as string), kind)"));
    assertRefused(classifier("age", "city"), gaps, "is missing", "of 90 rows have none");
    assertRefused(
        classifier("age").setNetwork("4 relu -> 3 softmax"),
        gaps,
        "is missing",
        "of 90 rows have none");
    assertRefused(
        classifier("age"),
        table.filter("kind = 'rose'"),
        "have the label 'rose'",
        "nothing to learn");
    assertRefused(classifier("age").setLabelCol("since"), table, "it is of type date");
    assertRefused(
        new MlpRegressor().setInputCols(new String[] {"age"}).setLabelCol("kind"),
        table,
        "is not a number");
  }

  @Test
  void networksThatTheTableDoesNotFitAreTold() {
    assertRefused(
        classifier("age", "city").setNetwork("3 -> 4 relu -> 3 softmax"),
        table,
        "the table has 2 feature columns but the network takes 3 inputs");
    assertRefused(
        classifier("age", "city").setNetwork("2 -> 4 relu -> 3 softmax"),
        table,
        "in column 'city'");
    assertRefused(
        classifier("age").setNetwork("4 relu -> 7 softmax"),
        table,
        "column 'kind' has 3 classes (aster, iris, rose)",
        "tells 7 apart");
    assertRefused(
        classifier("age").setNetwork("4 relu -> 1 linear"), table, "a classifier's network ends");
    assertRefused(classifier("age").setNetwork("4 relo"), table, "relo");
  }
}

package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.summand.data.BadDataException;
import org.summand.spark.SharedSpark;

/** Tables that cannot be learned from are refused before the first step, in words. */
class BadInputTest {
  private static final Vector GOOD = Vectors.dense(1, 2);
  private static final Pattern MLLIBS =
      Pattern.compile(
          "((Labels|Vectors?|Weights)( values)? MUST [^.]*?(, but got \\S+?)?)( SQLSTATE|$|;|\\n)");

  private static Dataset<Row> withRow(Vector features, Object label, Object weight) {
    List<Row> rows = new ArrayList<>(Tables.ringRows(30, 3, 1));
    rows.add(RowFactory.create(features, label, weight, false));
    return Tables.of(Tables.WEIGHTED, rows);
  }

  static List<List<Object>> badRows() {
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    return List.of(
        Arrays.asList(GOOD, null, 1.0),
        Arrays.asList(GOOD, nan, 1.0),
        Arrays.asList(GOOD, 1.5, 1.0),
        Arrays.asList(GOOD, 3.0, 1.0),
        Arrays.asList(GOOD, -1.0, 1.0),
        Arrays.asList(null, 1.0, 1.0),
        Arrays.asList(Vectors.dense(1, nan), 1.0, 1.0),
        Arrays.asList(Vectors.sparse(2, new int[] {1}, new double[] {infinity}), 1.0, 1.0));
  }

  @ParameterizedTest
  @MethodSource("badRows")
  void rowsThatMllibRefusesAreRefusedInItsWords(List<Object> row) {
    Dataset<Row> table = withRow((Vector) row.get(0), row.get(1), row.get(2));
    Throwable theirs =
        catchThrowable(
            () ->
                new MultilayerPerceptronClassifier()
                    .setLayers(new int[] {2, 3})
                    .setMaxIter(1)
                    .fit(table));
    // Where features are scaled, NaN is a number that is missing.
    assertToldInTheWordsOf(theirs, () -> Tables.ringClassifier(3).setScaling("none").fit(table));
  }

  @Test
  void whereFeaturesAreScaledOnlyInfiniteOnesAreRefused() {
    Vector gap = Vectors.dense(1, Double.NaN);
    MlpClassifierModel model = Tables.ringClassifier(3).setEpochs(1).fit(withRow(gap, 1.0, 1.0));
    assertThat(model.predict(gap)).isBetween(0.0, 2.0);
    assertThatThrownBy(
            () ->
                Tables.ringClassifier(3)
                    .fit(withRow(Vectors.dense(Double.NEGATIVE_INFINITY, 1), 1.0, 1.0)))
        .hasMessageStartingWith("Vector values MUST NOT be NaN or Infinity, but got");
    assertThatThrownBy(() -> Tables.ringClassifier(3).fit(withRow(gap, 7.0, 1.0)))
        .hasMessageStartingWith("Labels MUST be in [0, 3), but got 7.0;");
  }

  private static void assertToldInTheWordsOf(Throwable theirs, Runnable fit) {
    Matcher words = MLLIBS.matcher(theirs.getMessage());
    assertThat(words.find()).as(theirs.getMessage()).isTrue();
    assertThatThrownBy(fit::run)
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(words.group(1) + ";")
        .hasMessageMatching("(?s).*: \\{features: .*, label: .*\\}.*");
  }

  @Test
  void twoClassesWeightsAndNumbersAreToldInMllibsWordsToo() {
    Dataset<Row> two = withRow(GOOD, 2.0, 1.0).filter("label <> 2 or weight = 1");
    assertToldInTheWordsOf(
        catchThrowable(
            () -> new MultilayerPerceptronClassifier().setLayers(new int[] {2, 2}).fit(two)),
        () -> Tables.ringClassifier(2).fit(two));
    for (Double bad : Arrays.asList(null, Double.NaN, -1.0, Double.POSITIVE_INFINITY)) {
      Dataset<Row> table = withRow(GOOD, 1.0, bad);
      assertToldInTheWordsOf(
          catchThrowable(() -> new LogisticRegression().setWeightCol("weight").fit(table)),
          () -> Tables.ringClassifier(3).setWeightCol("weight").fit(table));
    }
    for (Double bad : Arrays.asList(null, Double.NaN, Double.NEGATIVE_INFINITY)) {
      Dataset<Row> table = withRow(GOOD, bad, 1.0);
      assertToldInTheWordsOf(
          catchThrowable(() -> new LinearRegression().fit(table)),
          () -> new MlpRegressor().setNetwork("2 -> 1 linear").fit(table));
    }
  }

  @Test
  void theWholeSentenceReadsWell() {
    assertThatThrownBy(() -> Tables.ringClassifier(3).fit(withRow(GOOD, 7.0, 1.0)))
        .hasMessage(
            "Labels MUST be in [0, 3), but got 7.0; the label 7.0 in column 'label' is not a class"
                + " in [0, 3): {features: [1.0,2.0], label: 7.0}; correct it, number the classes from 0,"
                + " or let the network end in '8 softmax'; a StringIndexer numbers them so");
  }

  @Test
  void badRowsAreFoundOnceAndBeforeTheFirstStep() throws Throwable {
    assertThat(
            SharedSpark.jobsOf(
                () ->
                    assertThatThrownBy(() -> Tables.ringClassifier(3).fit(withRow(null, 1.0, 1.0)))
                        .isInstanceOf(BadDataException.class)
                        .hasNoCause()))
        .as("one job, which packs")
        .isEqualTo(1);
    // What is no number of a class may be its name: all labels are looked at once.
    assertThat(
            SharedSpark.jobsOf(
                () ->
                    assertThatThrownBy(() -> Tables.ringClassifier(3).fit(withRow(GOOD, 7.0, 1.0)))
                        .isInstanceOf(BadDataException.class)
                        .hasNoCause()))
        .isEqualTo(3);
  }

  private static void assertRefused(
      MlpEstimator<?, ?> estimator, Dataset<Row> table, String... words) {
    assertThatThrownBy(() -> estimator.fit(table)).hasMessageContainingAll(words);
  }

  @Test
  void widthsThatDifferAreToldOfTheRowOrTheMetadata() {
    assertRefused(
        Tables.ringClassifier(3),
        withRow(Vectors.dense(1, 2, 3), 1.0, 1.0),
        "the vector in column 'features' has 3 numbers where the network takes 2",
        "{features: [1.0,2.0,3.0], label: 1.0}");
    Dataset<Row> described =
        new org.apache.spark.ml.feature.VectorAssembler()
            .setInputCols(new String[] {"label", "weight", "features"})
            .setOutputCol("x")
            .transform(withRow(GOOD, 1.0, 1.0));
    assertRefused(
        Tables.ringClassifier(3).setFeaturesCol("x"),
        described.filter("1 = 1"),
        "column 'x' has vectors of 4 numbers",
        "takes 2",
        "change its first width");
  }

  @Test
  void networksThatDoNotFitTheLabelAreRefused() {
    Dataset<Row> table = withRow(GOOD, 1.0, 1.0);
    assertRefused(
        Tables.ringClassifier(3).setNetwork("2 -> 3 linear"),
        table,
        "ends in 'softmax', or in '1 sigmoid'");
    assertRefused(
        new MlpRegressor().setNetwork("2 -> 3 softmax"),
        table,
        "ends in 'linear', 'huber', 'poisson' or quantiles");
    assertRefused(
        new MlpRegressor().setNetwork("2 -> 2 linear"),
        table,
        "column 'label' holds one number a row, but the network '2 -> 2 linear' learns 2");
    assertRefused(
        new MlpRegressor()
            .setNetwork("2 -> 3 linear")
            .setLabelCol("features")
            .setFeaturesCol("features"),
        table,
        "the vector in column 'features' has 2 numbers where the network learns 3");
    assertRefused(
        Tables.ringClassifier(3),
        table.withColumn("label", functions.lit("a")),
        "all rows have the label 'a'; a classifier needs at least two classes");
    assertRefused(Tables.ringClassifier(3).setLabelCol("features"), table, "is of type vector");
  }

  @Test
  void classesThatTheNetworkDoesNotKnowAreToldByTheirNumber() {
    Dataset<Row> named =
        withRow(GOOD, 1.0, 1.0)
            .withColumn(
                "label",
                functions
                    .col("label")
                    .as(
                        "label",
                        NominalAttribute.defaultAttr()
                            .withName("label")
                            .withValues(new String[] {"a", "b", "c", "d"})
                            .toMetadata()));
    assertRefused(
        Tables.ringClassifier(3),
        named,
        "column 'label' has 4 classes by its metadata",
        "tells 3 apart",
        "change its last width");
  }

  @Test
  void validationNeedsRowsAndABooleanColumn() {
    Dataset<Row> table = Tables.rings(60, 3, 1);
    MlpClassifier patient = Tables.ringClassifier(3).setPatience(2);
    assertRefused(patient, table, "patience 2 needs rows to validate on", "validationIndicatorCol");
    assertRefused(
        Tables.ringClassifier(3).setCalibration("temperature"),
        table,
        "calibration temperature needs rows to validate on",
        "or set calibration to none");
    patient.setValidationIndicatorCol("held");
    assertRefused(patient, table.filter("not held"), "none are held out");
    assertRefused(
        patient.setValidationIndicatorCol("weight"),
        table,
        "column 'weight' marks rows for validation, so it must be boolean, not double");
    assertRefused(
        patient.setValidationIndicatorCol("held"),
        table.filter("held"),
        "rows are held out for validation and none is left to learn from");
  }

  @Test
  void emptyAndMissingThingsAreNamed() {
    Dataset<Row> table = Tables.rings(60, 3, 1);
    assertRefused(Tables.ringClassifier(3), table.limit(0), "the table has no rows");
    assertRefused(Tables.ringClassifier(3).setFeaturesCol("x"), table, "there is no column 'x'");
    assertRefused(
        Tables.ringClassifier(3).setClassWeights("1, 2"), table, "2 class weights for 3 classes");
    assertRefused(
        Tables.ringClassifier(3).setThresholds(new double[] {1, 2}),
        table,
        "2 thresholds for 3 classes");
    assertRefused(
        Tables.ringClassifier(3).setInitialModelPath("/nowhere"),
        table,
        "initialModelPath",
        "/nowhere");
    assertRefused(
        Tables.ringClassifier(3), table.withColumnRenamed("weight", "probability"), "probability");
  }

  @Test
  void aModelRefusesWhatItDoesNotTake() {
    MlpClassifierModel model = Tables.ringClassifier(3).setEpochs(1).fit(Tables.rings(60, 3, 1));
    assertThatThrownBy(() -> model.predict(Vectors.dense(1)))
        .hasMessage("a row has 2 features, not 1");
    assertThatThrownBy(() -> model.transform(withRow(null, 1.0, 1.0)).collectAsList())
        .hasStackTraceContaining("column 'features' has no value: {features: null, label: 1.0");
    assertThatThrownBy(() -> model.transform(Tables.rings(3, 3, 1).drop("features")))
        .hasMessageContaining("there is no column 'features'");
  }
}

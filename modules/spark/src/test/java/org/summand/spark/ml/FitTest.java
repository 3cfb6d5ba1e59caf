package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.model.LocalFolders;
import org.summand.spark.SharedSpark;
import org.summand.spark.Trainer;
import org.summand.spark.exchange.TimeProfile;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.train.EpochReport;
import org.summand.train.Temperature;

/** Whole runs through the estimators. */
class FitTest {
  @TempDir private Path directory;

  @Test
  void severalClassesAreLearned() {
    Dataset<Row> table = Tables.rings(900, 3, 1);
    MlpClassifierModel model = Tables.ringClassifier(3).fit(table);
    // Rings at distance 1 with deviation 0.15 overlap in 0.06 % of the rows.
    assertThat(Tables.accuracy(model.transform(table))).isGreaterThan(0.97);
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.numFeatures()).isEqualTo(2);
  }

  @Test
  void oneSigmoidTellsTwoClassesApart() {
    Dataset<Row> table = Tables.rings(600, 2, 1);
    MlpClassifierModel model =
        Tables.ringClassifier(2).setNetwork("2 -> 16 tanh -> 1 sigmoid").fit(table);
    assertThat(Tables.accuracy(model.transform(table))).isGreaterThan(0.97);
    assertThat(model.numClasses()).isEqualTo(2);
    Vector raw = model.predictRaw(Vectors.dense(1, 0));
    assertThat(raw.apply(0)).isEqualTo(-raw.apply(1));
    Vector probability = model.predictProbability(Vectors.dense(1, 0));
    assertThat(probability.apply(0) + probability.apply(1)).isEqualTo(1);
  }

  @Test
  void layersAreMllibsPerceptron() {
    MlpClassifierModel model =
        new MlpClassifier().setLayers(new int[] {2, 5, 3}).setEpochs(1).fit(Tables.rings(90, 3, 1));
    assertThat(model.networkModel().network()).hasToString("2 -> 5 sigmoid -> 3 softmax");
  }

  @Test
  void severalNumbersAreLearnedFromALabelVector() {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      rows.add(RowFactory.create(Vectors.dense(x, y), Vectors.dense(x * y, x - y), x - y));
    }
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("both", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType);
    Dataset<Row> table = Tables.of(schema, rows);
    MlpRegressor regressor =
        new MlpRegressor().setBatchSize(32).setEpochs(30).setStepSize(0.01).setNumShards(2);
    MlpRegressorModel two =
        regressor.setNetwork("2 -> 24 tanh -> 2 linear").setLabelCol("both").fit(table);
    for (Row row : two.transform(table).collectAsList()) {
      Vector expected = row.getAs("both");
      Vector prediction = row.getAs("prediction");
      assertThat(prediction.apply(0)).isCloseTo(expected.apply(0), within(0.25));
      assertThat(prediction.apply(1)).isCloseTo(expected.apply(1), within(0.25));
      assertThat(two.predictVector(row.<Vector>getAs("features")).apply(1))
          .isCloseTo(prediction.apply(1), within(1e-5));
    }
    MlpRegressorModel one =
        regressor.setNetwork("2 -> 24 tanh -> 1 huber").setLabelCol("label").fit(table);
    assertThat(new RegressionEvaluator().evaluate(one.transform(table))).isLessThan(0.05);
    assertThat(one.predict(Vectors.dense(0.5, -0.5))).isCloseTo(1, within(0.15));
  }

  @Test
  void earlyStoppingKeepsTheBestWeights() {
    Dataset<Row> table = Tables.rings(400, 2, 1);
    // A rate so high that the loss soon goes up again.
    MlpClassifier estimator =
        Tables.ringClassifier(2)
            .setStepSize(0.5)
            .setEpochs(60)
            .setValidationIndicatorCol("held")
            .setPatience(3);
    MlpClassifierModel model = estimator.fit(table);
    MlpTrainingSummary summary = model.summary().orElseThrow();
    assertThat(summary.end()).isEqualTo(Trainer.End.NO_IMPROVEMENT);
    assertThat(summary.epochs()).hasSizeLessThan(60);
    EpochReport best =
        summary.epochs().stream()
            .min(Comparator.comparing(epoch -> epoch.validation().orElseThrow().loss()))
            .orElseThrow();
    assertThat(summary.epochs()).hasSize(best.epoch() + 3);
    assertThat(model.networkModel().metadata().step()).isEqualTo(best.step());
    MlpClassifierModel untilBest = estimator.setPatience(0).setEpochs(best.epoch()).fit(table);
    assertThat(model.networkModel().weights()).containsExactly(untilBest.networkModel().weights());
  }

  @Test
  void calibrationIsToldAndInTheModel() {
    Dataset<Row> table = Tables.rings(400, 2, 1);
    MlpClassifierModel model =
        Tables.ringClassifier(2)
            .setEpochs(20)
            .setStepSize(0.05)
            .setValidationIndicatorCol("held")
            .setBestBy("metric")
            .setCalibration("temperature")
            .fit(table);
    MlpTrainingSummary summary = model.summary().orElseThrow();
    Temperature temperature = summary.temperature().orElseThrow();
    assertThat(temperature.after().logLoss()).isLessThan(temperature.before().logLoss());
    assertThat(summary.toString()).contains("divided by the temperature");
    double logLoss =
        new MulticlassClassificationEvaluator()
            .setMetricName("logLoss")
            .evaluate(model.transform(table.filter("held")));
    assertThat(logLoss).isCloseTo(temperature.after().logLoss(), within(1e-6));
  }

  @Test
  void validationRowsAreNotLearnedFrom() {
    Dataset<Row> table = Tables.rings(400, 2, 1);
    // One epoch, so that it is the best one and the last.
    MlpClassifier estimator = Tables.ringClassifier(2).setEpochs(1);
    float[] without = weights(estimator, table.filter("not held"));
    float[] with = weights(estimator.setValidationIndicatorCol("held"), table);
    assertThat(with).containsExactly(without);
  }

  private static float[] weights(MlpEstimator<?, ?> estimator, Dataset<Row> table) {
    return estimator.fit(table).networkModel().weights();
  }

  @Test
  void aRowOfWeightTwoIsARowTwice() {
    List<Row> once = new ArrayList<>();
    List<Row> twice = new ArrayList<>();
    for (Row row : Tables.ringRows(200, 2, 1)) {
      boolean heavy = row.getDouble(1) == 1;
      once.add(RowFactory.create(row.get(0), row.get(1), heavy ? 2.0 : 1.0, false));
      twice.add(row);
      if (heavy) {
        twice.add(row);
      }
    }
    MlpClassifier wholeBatches =
        Tables.ringClassifier(2)
            .setScaling("none") // Medians and quartiles count rows, whatever these weigh.
            .setSolver("sgd")
            .setBatchSize(1000)
            .setEpochs(5);
    float[] unweighted = weights(wholeBatches, Tables.of(Tables.WEIGHTED, twice));
    wholeBatches.setWeightCol("weight");
    assertClose(weights(wholeBatches, Tables.of(Tables.WEIGHTED, once)), unweighted);
    wholeBatches.clear(wholeBatches.weightCol());
    wholeBatches.setClassWeights("1, 2");
    assertClose(weights(wholeBatches, Tables.of(Tables.WEIGHTED, once)), unweighted);
  }

  private static void assertClose(float[] given, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(given[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @Test
  void balancedClassesWeighTheSameInAll() {
    Dataset<Row> table = Tables.rings(300, 2, 1).filter("label = 0 or rand(3) < 0.2");
    long rare = table.filter("label = 1").count();
    long all = table.count();
    MlpClassifier estimator = Tables.ringClassifier(2).setEpochs(2);
    float[] balanced = weights(estimator.setClassWeights("balanced"), table);
    String given = all / (2.0 * (all - rare)) + ", " + all / (2.0 * rare);
    assertClose(weights(estimator.setClassWeights(given), table), balanced);
  }

  @Test
  void aWarmStartBeginsWhereTheModelEnded() throws IOException {
    Dataset<Row> table = Tables.rings(300, 2, 1);
    MlpClassifier estimator = Tables.ringClassifier(2).setSolver("sgd").setEpochs(3);
    MlpClassifierModel first = estimator.fit(table);
    String path = directory.resolve("first").toString();
    first.save(path);
    MlpTrainingSummary warm =
        estimator.setInitialModelPath(path).fit(table).summary().orElseThrow();
    assertThat(warm.epochs().get(0).loss())
        .isLessThan(first.summary().orElseThrow().objectiveHistory()[1]);
    // The network alone, as the command line would write it, serves as well.
    float[] again = weights(estimator.setInitialModelPath(path + "/network"), table);
    assertThat(again).containsExactly(weights(estimator.setInitialModelPath(path), table));
  }

  @Test
  void anInterruptedFitGoesOnFromItsLastCheckpointToTheSameBits() throws IOException {
    Dataset<Row> table = Tables.rings(300, 2, 1);
    MlpClassifier estimator = Tables.ringClassifier(2).setEpochs(6);
    float[] expected = weights(estimator, table);
    estimator.setCheckpointDir(directory.toString()).setCheckpointInterval(2);
    MlpClassifierModel whole = estimator.fit(table);
    assertThat(whole.networkModel().weights()).containsExactly(expected);
    // What a driver that dies in the fifth epoch leaves behind.
    List<Path> checkpoints = checkpoints();
    assertThat(checkpoints).hasSize(3);
    LocalFolders folders = new LocalFolders(checkpoints.get(2).getParent());
    folders.delete(String.valueOf(checkpoints.get(2).getFileName()));
    MlpClassifierModel resumed = estimator.fit(table);
    assertThat(resumed.networkModel().weights()).containsExactly(expected);
    // It tells of all epochs: of four what the checkpoint kept, to the seconds they took, and of
    // two
    // what it did itself.
    List<EpochReport> epochs = resumed.summary().orElseThrow().epochs();
    List<EpochReport> before = whole.summary().orElseThrow().epochs();
    assertThat(epochs).hasSize(6);
    assertThat(epochs.subList(0, 4)).isEqualTo(before.subList(0, 4));
    assertThat(epochs.get(4).seconds()).isNotEqualTo(before.get(4).seconds());
    // Another run does not take them for its own.
    MlpTrainingSummary other = estimator.setStepSize(0.02).fit(table).summary().orElseThrow();
    assertThat(other.epochs()).hasSize(6);
  }

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> found = Files.walk(directory, 2)) {
      return found
          .filter(path -> path.getFileName().toString().startsWith("step-"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aggregationDepthDoesNotChangeABit() {
    Dataset<Row> table = Tables.rings(300, 2, 1);
    MlpClassifier estimator = Tables.ringClassifier(2).setEpochs(1).setNumShards(9);
    float[] onTheDriver = weights(estimator.setAggregationDepth(1), table);
    assertThat(weights(estimator.setAggregationDepth(2), table)).containsExactly(onTheDriver);
  }

  @Test
  void theSameFitTwiceGivesTheSameBits() {
    Dataset<Row> table = Tables.rings(300, 2, 1);
    MlpClassifier estimator = Tables.ringClassifier(2).setEpochs(2);
    assertThat(weights(estimator, table)).containsExactly(weights(estimator, table.repartition(5)));
    assertThat(weights(estimator.setSeed(2), table))
        .isNotEqualTo(weights(estimator.setSeed(1), table));
  }

  @Test
  void theSummaryTellsHowItWentAndWhereTheTimeWent() {
    Dataset<Row> table = Tables.rings(400, 2, 1);
    MlpTrainingSummary summary =
        Tables.ringClassifier(2)
            .setEpochs(4)
            .setValidationIndicatorCol("held")
            .fit(table)
            .summary()
            .orElseThrow();
    assertThat(summary.epochs()).hasSize(4);
    assertThat(summary.objectiveHistory())
        .hasSize(4)
        .satisfies(losses -> assertThat(losses[3]).isLessThan(losses[0]));
    assertThat(summary.validationHistory()).hasSize(4).doesNotContain(Double.NaN);
    assertThat(summary.end()).isEqualTo(Trainer.End.LAST_EPOCH);
    assertThat(summary.rowsPerSecond()).isGreaterThan(0);
    TimeProfile time = summary.time();
    for (Phase phase : List.of(Phase.BROADCAST, Phase.COMPUTE, Phase.EXCHANGE, Phase.VALIDATION)) {
      assertThat(time.seconds(phase)).as(phase.text()).isPositive();
    }
    // One resident task may load while another is launched.
    assertThat(time.seconds(Phase.LAUNCH) + time.seconds(Phase.LOAD)).isPositive();
    double steps = summary.epochs().stream().mapToDouble(EpochReport::seconds).sum();
    assertThat(time.total()).isGreaterThanOrEqualTo(steps);
    assertThat(summary.toString())
        .contains("4 epochs", "ended by last epoch", "on validation rows", "rows a second")
        .contains("log loss", "AUC", "Brier score", "calibration error")
        .contains("schedule and transfer");
  }

  @Test
  void fittingLeavesNothingCachedBehind() {
    Dataset<Row> table = Tables.rings(100, 2, 1);
    int before = SharedSpark.context().getPersistentRDDs().size();
    Tables.ringClassifier(2).setEpochs(1).fit(table);
    assertThat(SharedSpark.context().getPersistentRDDs()).hasSize(before);
  }
}

package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BadDataException;
import org.summand.data.Folds;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.Calibration;
import org.summand.train.DivergedException;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.ShardEvaluation;
import org.summand.train.Temperature;
import org.summand.train.TrainingSettings;
import org.summand.train.metric.ProbabilityMetrics;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/** A whole run on the real engine. */
class TrainerTest {
  private static final Network NETWORK = Network.parse("2 -> 16 relu -> 2 softmax");
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(NETWORK)
          .withEpochs(15)
          .withBatchSize(64)
          .withDevice(CpuDevice.NAME)
          .withSchedule(ScheduleSettings.DEFAULT.withRate(0.02f));

  private static ShardedData rings(int partitions, int shards) {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    return ShardPacker.builder(NETWORK, columns)
        .shards(shards)
        .validationFraction(0.25)
        .seed(3)
        .build()
        .pack(Rows.rings(1200, partitions, 1));
  }

  private static Trainer.Result train(ShardedData data, TrainingSettings settings) {
    return Trainer.train(SharedSpark.context(), data, settings, TrainingListener.NONE);
  }

  @Test
  void learnsToTellTwoRingsApart() {
    try (ShardedData data = rings(3, 4)) {
      List<EpochReport> epochs = train(data, SETTINGS).epochs();
      Evaluation last = epochs.get(epochs.size() - 1).validation().orElseThrow();
      // Rings of radius 1 and 2 with deviation 0.2 overlap in 0.6 % of the rows.
      assertThat(last.accuracy()).isGreaterThan(0.97);
      assertThat(last.loss()).isLessThan(epochs.get(0).validation().orElseThrow().loss());
      assertThat(epochs).hasSize(15);
      assertThat(epochs.get(0).rows()).isEqualTo(data.trainingRows());
    }
  }

  @Test
  void theSameDataCutDifferentlyTrainToTheSameBits() {
    try (ShardedData one = rings(1, 4);
        ShardedData other = rings(5, 4)) {
      TrainingSettings few = SETTINGS.withEpochs(2);
      assertThat(train(one, few).state().weights())
          .containsExactly(train(other, few).state().weights());
    }
  }

  @Test
  void otherNumbersOfShardsAgreeToRounding() {
    TrainingSettings wholeBatches =
        SETTINGS
            .withEpochs(3)
            .withBatchSize(10_000)
            .withOptimizer(OptimizerSettings.DEFAULT.withKind(OptimizerSettings.Kind.SGD));
    try (ShardedData one = rings(2, 1);
        ShardedData seven = rings(2, 7)) {
      float[] expected = train(one, wholeBatches).state().weights();
      float[] weights = train(seven, wholeBatches).state().weights();
      for (int i = 0; i < weights.length; i++) {
        // 3 steps at rate 0.02 of a mean over 900 rows, each rounded to 2⁻²⁴ of about 1.
        assertThat(weights[i]).isCloseTo(expected[i], within(1e-6f));
      }
    }
  }

  @Test
  void evaluationOnTheClusterEqualsTheSameInOneJvm() {
    try (ShardedData data = rings(2, 5);
        Evaluator evaluator =
            new Evaluator(SharedSpark.context(), NETWORK, data.targetScaling(), CpuDevice.NAME)) {
      float[] weights = NETWORK.initialWeights(1);
      Evaluation expected = new Evaluation(NETWORK);
      for (Shard shard : data.validation().rdd().collect()) {
        expected.add(ShardEvaluation.of(NETWORK, new CpuDevice(), shard, weights));
      }
      Evaluation evaluation = evaluator.evaluate(data.validation(), weights);
      assertThat(evaluation.rows()).isEqualTo(data.validationRows());
      assertThat(evaluation.loss()).isEqualTo(expected.loss());
      assertThat(evaluation.accuracy()).isEqualTo(expected.accuracy());
      assertThat(evaluation.probabilities()).isEmpty();
    }
  }

  /** More shards than come to the driver at a time. */
  @Test
  void fullEvaluationOnTheClusterEqualsTheSameInOneJvm() {
    try (ShardedData data = rings(2, 110);
        Evaluator evaluator =
            new Evaluator(SharedSpark.context(), NETWORK, data.targetScaling(), CpuDevice.NAME)) {
      float[] weights = NETWORK.initialWeights(1);
      Evaluation expected = new Evaluation(NETWORK, Evaluation.Detail.FULL);
      for (Shard shard : data.validation().rdd().collect()) {
        expected.add(
            ShardEvaluation.of(
                NETWORK, Folds.NONE, new CpuDevice(), shard, weights, Evaluation.Detail.FULL));
      }
      Evaluation evaluation =
          evaluator.evaluate(data.validation(), weights, Evaluation.Detail.FULL);
      assertThat(evaluation.loss()).isEqualTo(expected.loss());
      assertSame(evaluation, expected);
    }
  }

  private static void assertSame(Evaluation one, Evaluation other) {
    ProbabilityMetrics metrics = one.probabilities().orElseThrow();
    ProbabilityMetrics expected = other.probabilities().orElseThrow();
    assertThat(metrics.logLoss()).isEqualTo(expected.logLoss());
    assertThat(metrics.areaUnderCurve()).isEqualTo(expected.areaUnderCurve());
    assertThat(metrics.brierScore()).isEqualTo(expected.brierScore());
    assertThat(metrics.calibrationError()).isEqualTo(expected.calibrationError());
  }

  @Test
  void aRunEndsWithTheFullEvaluationOfWhatRemains() {
    try (ShardedData data = rings(2, 2);
        Evaluator evaluator =
            new Evaluator(SharedSpark.context(), NETWORK, data.targetScaling(), CpuDevice.NAME)) {
      Trainer.Result result = train(data, SETTINGS.withEpochs(3));
      Evaluation expected =
          evaluator.evaluate(data.validation(), result.state().weights(), Evaluation.Detail.FULL);
      assertSame(result.validation().orElseThrow(), expected);
      assertThat(expected.probabilities().orElseThrow().areaUnderCurve()).isBetween(0.5, 1.0);
    }
  }

  /** The network is the same but for its last layer, and surer or less sure of the same answers. */
  @Test
  void calibrationDividesTheOutputsOfWhatRemains() {
    TrainingSettings overconfident = SETTINGS.withEpochs(40);
    try (ShardedData data = rings(2, 3)) {
      Trainer.Result plain = train(data, overconfident);
      RunOptions options = RunOptions.DEFAULT.withCalibration(Calibration.TEMPERATURE);
      Trainer.Result result = Trainer.train(SharedSpark.context(), data, overconfident, options);
      assertThat(plain.temperature()).isEmpty();
      Temperature temperature = result.temperature().orElseThrow();
      assertThat(temperature.value()).isNotEqualTo(1);
      assertThat(result.state().weights())
          .containsExactly(
              Temperature.divide(NETWORK, plain.state().weights(), temperature.value()));
      assertThat(temperature.after().logLoss()).isLessThan(temperature.before().logLoss());
      assertThat(result.validation().orElseThrow().accuracy())
          .isEqualTo(plain.validation().orElseThrow().accuracy());
      assertThat(result.validation().orElseThrow().probabilities().orElseThrow().logLoss())
          .isEqualTo(temperature.after().logLoss());
    }
  }

  /** Each network by the rows that it has not seen. */
  @Test
  void calibrationOfABagIsByFolds() {
    Network bag = Network.parse("2 -> bag 2 -> 16 relu -> 2 softmax");
    TrainingSettings settings = SETTINGS.withNetwork(bag).withFolds(new Folds(2)).withEpochs(40);
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    try (ShardedData data =
        ShardPacker.builder(bag, columns).shards(2).seed(3).build().pack(Rows.rings(400, 2, 1))) {
      RunOptions options = RunOptions.DEFAULT.withCalibration(Calibration.TEMPERATURE);
      Trainer.Result plain =
          Trainer.train(SharedSpark.context(), data, settings, RunOptions.DEFAULT);
      Trainer.Result result = Trainer.train(SharedSpark.context(), data, settings, options);
      Temperature temperature = result.temperature().orElseThrow();
      assertThat(temperature.before().logLoss())
          .isEqualTo(plain.validation().orElseThrow().probabilities().orElseThrow().logLoss());
      assertThat(temperature.after().logLoss()).isLessThan(temperature.before().logLoss());
      assertThat(result.state().weights())
          .containsExactly(Temperature.divide(bag, plain.state().weights(), temperature.value()));
    }
  }

  @Test
  void calibrationNeedsValidationRowsAndProbabilities() {
    RunOptions options = RunOptions.DEFAULT.withCalibration(Calibration.TEMPERATURE);
    try (ShardedData data = rings(2, 2)) {
      TrainingSettings numbers = TrainingSettings.of(Network.parse("2 -> 1 linear"));
      assertThatThrownBy(() -> Trainer.train(SharedSpark.context(), data, numbers, options))
          .hasMessage(
              "calibration 'temperature' is for probabilities of classes, but '1 linear' predicts"
                  + " numbers; set it to none");
    }
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    try (ShardedData none =
        ShardPacker.builder(NETWORK, columns).shards(2).build().pack(Rows.rings(60, 2, 1))) {
      assertThatThrownBy(() -> Trainer.train(SharedSpark.context(), none, SETTINGS, options))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("none are held out")
          .hasMessageContaining("set calibration to none");
    }
  }

  @Test
  void aRunThatDivergesStopsAtItsStepAndKeepsTheLastGoodState() {
    TrainingSettings wild =
        SETTINGS
            .withSchedule(ScheduleSettings.DEFAULT.withRate(1e30f))
            .withOptimizer(OptimizerSettings.DEFAULT.withKind(OptimizerSettings.Kind.SGD));
    try (ShardedData data = rings(2, 2)) {
      assertThatThrownBy(() -> train(data, wild))
          .isInstanceOfSatisfying(
              DivergedException.class,
              diverged -> {
                assertThat(diverged).hasMessageContainingAll("in step", "rate 1.0E30", "Lower");
                for (float weight : diverged.lastGood().weights()) {
                  assertThat(weight).isFinite();
                }
              });
    }
  }

  @Test
  void runsLeaveNothingCachedBehind() {
    int before = SharedSpark.context().getPersistentRDDs().size();
    try (ShardedData data = rings(2, 2)) {
      train(data, SETTINGS.withEpochs(1));
      assertThat(SharedSpark.context().getPersistentRDDs()).hasSize(before + 2);
    }
    assertThat(SharedSpark.context().getPersistentRDDs()).hasSize(before);
  }
}

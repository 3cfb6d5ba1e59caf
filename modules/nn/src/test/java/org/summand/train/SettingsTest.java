package org.summand.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.summand.base.EnumText;
import org.summand.nn.Network;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.ScheduleSettings;
import org.summand.train.optim.TrainingState;

/** What a user may set of a run. */
class SettingsTest {
  private static final Network NETWORK = Network.parse("1 -> 1 linear");
  private static final Network CLASSES = Network.parse("1 -> 2 softmax");
  private static final TrainingSettings DEFAULTS = TrainingSettings.of(NETWORK);

  private static OptimizerSettings optimizer(float l2, float clipNorm) {
    return new OptimizerSettings(
        OptimizerSettings.Kind.SGD, 0.9f, 0.9f, 0.999f, 0.99f, 1e-8f, l2, 0, clipNorm);
  }

  @Test
  void settingsThatDecideTheOutcomeMakeAnotherRun() {
    List<TrainingSettings> others =
        List.of(
            TrainingSettings.of(Network.parse("2 -> 1 linear")),
            DEFAULTS.withEpochs(3),
            DEFAULTS.withBatchSize(7),
            DEFAULTS.withSeed(9),
            DEFAULTS.withOptimizer(OptimizerSettings.DEFAULT.withKind(OptimizerSettings.Kind.SGD)),
            DEFAULTS.withOptimizer(optimizer(0.1f, 0)),
            DEFAULTS.withSchedule(ScheduleSettings.DEFAULT.withRate(0.5f)),
            TrainingSettings.of(CLASSES),
            TrainingSettings.of(CLASSES).withLabelSmoothing(0.1f));
    Set<Map<String, String>> runs = new HashSet<>();
    runs.add(DEFAULTS.toTexts());
    for (TrainingSettings other : others) {
      assertThat(runs.add(other.toTexts())).as("%s", other).isTrue();
    }
  }

  @Test
  void changingOneSettingAndBackChangesNothing() {
    assertThat(DEFAULTS.withEpochs(3).withEpochs(TrainingSettings.DEFAULT_EPOCHS))
        .isEqualTo(DEFAULTS);
    assertThat(DEFAULTS.withBatchSize(3).withBatchSize(TrainingSettings.DEFAULT_BATCH_SIZE))
        .isEqualTo(DEFAULTS);
    assertThat(DEFAULTS.withSeed(3).withSeed(TrainingSettings.DEFAULT_SEED)).isEqualTo(DEFAULTS);
    assertThat(DEFAULTS.withOptimizer(optimizer(1, 1)).withOptimizer(OptimizerSettings.DEFAULT))
        .isEqualTo(DEFAULTS);
    assertThat(
            DEFAULTS
                .withSchedule(ScheduleSettings.DEFAULT.withRate(3))
                .withSchedule(ScheduleSettings.DEFAULT))
        .isEqualTo(DEFAULTS);
    assertThat(DEFAULTS.withDevice("opencl:0").withDevice(DEFAULTS.device())).isEqualTo(DEFAULTS);
  }

  /** Answers do not depend on how it was learned, so the network that is kept does not either. */
  @Test
  void smoothingIsOfTheTrainingAlone() {
    TrainingSettings smoothed = TrainingSettings.of(CLASSES).withLabelSmoothing(0.1f);
    assertThat(smoothed.network().loss().smoothing()).isZero();
    assertThat(smoothed.trained().loss().smoothing()).isEqualTo(0.1f);
    assertThat(smoothed.trained()).hasToString(CLASSES.toString()).isNotEqualTo(CLASSES);
    assertThat(smoothed.trained().head()).isEqualTo(CLASSES.head());
    assertThat(smoothed.withLabelSmoothing(0)).isEqualTo(TrainingSettings.of(CLASSES));
  }

  /** A run that began on one device may go on upon another. */
  @Test
  void deviceDoesNotMakeAnotherRun() {
    TrainingSettings other = DEFAULTS.withDevice("opencl:0");
    assertThat(other).isNotEqualTo(DEFAULTS);
    assertThat(other.toTexts()).isEqualTo(DEFAULTS.toTexts());
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnyDataIsRead() {
    assertRefused(() -> DEFAULTS.withEpochs(0), "epochs", "not 0");
    assertRefused(() -> DEFAULTS.withBatchSize(0), "batch size", "not 0");
    assertRefused(() -> DEFAULTS.withOptimizer(optimizer(-1, 0)), "l2", "-1.0");
    assertRefused(() -> DEFAULTS.withOptimizer(optimizer(0, -1)), "clipNorm", "-1.0");
    assertRefused(
        () -> DEFAULTS.withSchedule(ScheduleSettings.DEFAULT.withRate(0)), "learning rate", "0.0");
    TrainingSettings classes = TrainingSettings.of(CLASSES);
    assertRefused(() -> classes.withLabelSmoothing(1), "label smoothing lies in [0, 1), not at 1");
    assertRefused(() -> classes.withLabelSmoothing(-0.1f), "[0, 1)", "-0.1");
    assertRefused(() -> DEFAULTS.withLabelSmoothing(0.1f), "where numbers are learned it is 0");
    assertThat(DEFAULTS.withEpochs(1).withBatchSize(1).epochs()).isEqualTo(1);
  }

  private static void assertRefused(Runnable call, String... words) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContainingAll(words);
  }

  // ── Optimisers ──────────────────────────────────────────────────────────────────────────────

  /** w after one step of rate 1 from w = 10 with gradient 100; the bias takes no part. */
  private static float afterAStep(OptimizerSettings settings) {
    Optimizer built = settings.build(NETWORK);
    TrainingState before = TrainingState.initial(new float[] {10, 0}, built);
    return built.step(before, new float[] {100, 0}, 1).weights()[0];
  }

  @Test
  void gradientIsClippedBeforeThePenaltyIsAdded() {
    assertThat(afterAStep(optimizer(0, 0))).isEqualTo(10 - 100);
    assertThat(afterAStep(optimizer(0.5f, 0))).isEqualTo(10 - (100 + 5));
    assertThat(afterAStep(optimizer(0, 2))).isCloseTo(10 - 2, within(1e-5f));
    assertThat(afterAStep(optimizer(0.5f, 2))).isCloseTo(10 - (2 + 5), within(1e-5f));
  }

  @ParameterizedTest
  @EnumSource(OptimizerSettings.Kind.class)
  void everyOptimiserGoesDownhillByItsOwnWay(OptimizerSettings.Kind kind) {
    List<Float> weights = new ArrayList<>();
    for (OptimizerSettings.Kind each : OptimizerSettings.Kind.values()) {
      OptimizerSettings settings =
          new OptimizerSettings(each, 0.5f, 0.8f, 0.9f, 0.7f, 0.1f, 0, 0.3f, 0);
      Optimizer built = settings.build(NETWORK);
      TrainingState state = TrainingState.initial(new float[] {10, 0}, built);
      state = built.step(state, new float[] {2, 0}, 0.1f);
      state = built.step(state, new float[] {1, 0}, 0.1f);
      assertThat(state.weights()[0]).as("%s", each).isLessThan(10);
      weights.add(state.weights()[0]);
    }
    assertThat(weights).doesNotHaveDuplicates();
    assertThat(OptimizerSettings.Kind.of(kind.text())).isEqualTo(kind);
    assertThat(OptimizerSettings.DEFAULT.withKind(kind).kind()).isEqualTo(kind);
  }

  @Test
  void namesThatNoneHasAreRefused() {
    assertRefused(() -> OptimizerSettings.Kind.of("ADAM"), "no optimiser 'ADAM'");
    assertRefused(() -> ScheduleSettings.Kind.of("linear"), "no schedule 'linear'");
    assertThat(EnumText.find(OptimizerSettings.Kind.class, "no")).isEmpty();
    assertThat(EnumText.all(ScheduleSettings.Kind.class))
        .containsExactly("constant", "step", "exponential", "cosine");
  }

  // ── Schedules ───────────────────────────────────────────────────────────────────────────────

  private static Schedule schedule(
      ScheduleSettings.Kind kind, double every, double warmUp, int epochs) {
    int stepsPerEpoch = 10;
    return new ScheduleSettings(kind, 0.8f, 0.5f, every, 0.1f, warmUp)
        .build(stepsPerEpoch, (long) epochs * stepsPerEpoch);
  }

  @ParameterizedTest
  @EnumSource(ScheduleSettings.Kind.class)
  void everyScheduleBeginsAtItsRateOrWarmsUpToIt(ScheduleSettings.Kind kind) {
    assertThat(ScheduleSettings.Kind.of(kind.text())).isEqualTo(kind);
    assertThat(schedule(kind, 2, 0, 6).learningRate(1)).isEqualTo(0.8f);
    Schedule warm = schedule(kind, 2, 1.5, 6);
    for (int step = 1; step <= 15; step++) {
      assertThat(warm.learningRate(step)).isCloseTo(0.8f * step / 15, within(1e-6f));
    }
    assertThat(warm.learningRate(16)).isEqualTo(0.8f);
  }

  @Test
  void decayIsCountedInEpochs() {
    Schedule stairs = schedule(ScheduleSettings.Kind.STEP, 2, 0, 6);
    assertThat(stairs.learningRate(20)).isEqualTo(0.8f);
    assertThat(stairs.learningRate(21)).isEqualTo(0.4f);
    Schedule smooth = schedule(ScheduleSettings.Kind.EXPONENTIAL, 2, 0, 6);
    assertThat(smooth.learningRate(21)).isEqualTo(0.4f);
    // Less than a step is a step.
    assertThat(schedule(ScheduleSettings.Kind.STEP, 0.01, 0, 6).learningRate(2)).isEqualTo(0.4f);
    assertThat(schedule(ScheduleSettings.Kind.CONSTANT, 2, 0, 6).learningRate(60)).isEqualTo(0.8f);
  }

  @Test
  void cosineReachesItsFloorWithTheRunWarmUpIncluded() {
    for (double warmUp : new double[] {0, 1.5}) {
      Schedule cosine = schedule(ScheduleSettings.Kind.COSINE, 1, warmUp, 6);
      assertThat(cosine.learningRate(59)).isGreaterThan(cosine.learningRate(60));
      assertThat(cosine.learningRate(60)).isGreaterThan(0.1f);
      assertThat(cosine.learningRate(61)).isEqualTo(0.1f);
    }
  }

  @Test
  void warmUpMayBeLongerThanTheRun() {
    Schedule cosine = schedule(ScheduleSettings.Kind.COSINE, 1, 6, 3);
    assertThat(cosine.learningRate(30)).isCloseTo(0.4f, within(1e-6f));
  }

  // ── Early stopping ──────────────────────────────────────────────────────────────────────────

  @Test
  void patienceOfNoEpochNeverStops() {
    assertThat(EarlyStopping.NEVER.isOn()).isFalse();
    assertThat(new EarlyStopping(1, 0).isOn()).isTrue();
    assertRefused(() -> new EarlyStopping(-1, 0), "patience", "not -1");
    assertRefused(() -> new EarlyStopping(1, -0.1), "tolerance", "not -0.1");
    assertRefused(() -> new EarlyStopping(1, Double.NaN), "tolerance", "not NaN");
  }

  @Test
  void aBetterEpochCostsLessWhateverItIsToldBy() {
    Evaluation classes = new Evaluation(Network.parse("2 -> 3 softmax"));
    classes.addLoss(3, 2);
    classes.addPrediction(1, 1);
    classes.addPrediction(3, 0);
    assertThat(BestBy.LOSS.cost(classes)).isEqualTo(0.75);
    assertThat(BestBy.METRIC.cost(classes)).isEqualTo(-0.25);
    Evaluation numbers = new Evaluation(NETWORK);
    numbers.addLoss(4.5, 1);
    numbers.addNumbers(1, new float[] {5}, 0, new float[] {2}, 0);
    assertThat(BestBy.LOSS.cost(numbers)).isEqualTo(4.5);
    assertThat(BestBy.METRIC.cost(numbers)).isEqualTo(3);
    assertThat(BestBy.METRIC.cost(new Evaluation(NETWORK))).isNaN();
    assertRefused(() -> BestBy.of("accuracy"), "best epoch 'accuracy'");
  }
}

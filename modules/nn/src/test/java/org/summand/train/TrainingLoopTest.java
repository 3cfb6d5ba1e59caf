package org.summand.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.GradientSource;
import org.summand.train.gradient.LocalGradientSource;
import org.summand.train.optim.Adagrad;
import org.summand.train.optim.Adam;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.RmsProp;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.Sgd;
import org.summand.train.optim.TrainingState;

class TrainingLoopTest {
  private static final Network MOONS =
      Network.parse("2 -> 24 relu -> dropout 0.1 -> 24 tanh -> 2 softmax");
  private static final Optimizer ADAM = new Adam(0.9f, 0.999f, 1e-8f);

  /** Two half circles that hold each other and no straight line parts. */
  private static List<Shard> moons(int... shardRows) {
    Random random = new Random(3);
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < shardRows.length; s++) {
      float[] features = new float[2 * shardRows[s]];
      float[] targets = new float[2 * shardRows[s]];
      for (int r = 0; r < shardRows[s]; r++) {
        int label = random.nextInt(2);
        double angle = Math.PI * random.nextDouble();
        double x = label == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
        double y = label == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
        features[2 * r] = (float) (x + 0.08 * random.nextGaussian());
        features[2 * r + 1] = (float) (y + 0.08 * random.nextGaussian());
        targets[2 * r] = label;
        targets[2 * r + 1] = 1;
      }
      shards.add(new Shard(s, shardRows[s], features, targets));
    }
    return shards;
  }

  private static LocalGradientSource source(Network network, List<Shard> shards, Device device) {
    int[] shardRows = shards.stream().mapToInt(Shard::rows).toArray();
    return new LocalGradientSource(network, shards, new MiniBatches(shardRows, 64, 11), device);
  }

  private static TrainingState start() {
    return TrainingState.initial(MOONS.initialWeights(1), ADAM);
  }

  @Test
  void learnsWhatNoStraightLineParts() {
    List<Shard> shards = moons(200, 0, 150, 3, 247);
    try (Device device = new CpuDevice();
        LocalGradientSource source = source(MOONS, shards, device)) {
      TrainingLoop loop = new TrainingLoop(ADAM, new Schedule.Constant(0.02f), 300);

      TrainingState trained = loop.run(start(), source, Observer.NONE);

      Evaluation evaluation = new Evaluation(MOONS);
      for (Shard shard : shards) {
        evaluation.add(ShardEvaluation.of(MOONS, device, shard, trained.weights()));
      }
      assertThat(evaluation.rows()).isEqualTo(600);
      assertThat(evaluation.accuracy()).isGreaterThan(0.98);
    }
  }

  @Test
  void resumedRunEqualsUninterruptedRun() {
    List<Shard> shards = moons(70, 31, 0, 99);
    Schedule schedule = new Schedule.WarmUp(5, new Schedule.Cosine(0.02f, 0, 40));
    try (Device device = new CpuDevice();
        LocalGradientSource source = source(MOONS, shards, device);
        LocalGradientSource other = source(MOONS, shards, device)) {
      TrainingState whole =
          new TrainingLoop(ADAM, schedule, 40).run(start(), source, Observer.NONE);
      TrainingState half = new TrainingLoop(ADAM, schedule, 17).run(start(), source, Observer.NONE);
      TrainingState saved =
          new TrainingState(
              half.weights().clone(),
              half.moments().stream().map(float[]::clone).toList(),
              half.step());
      TrainingState resumed = new TrainingLoop(ADAM, schedule, 40).run(saved, other, Observer.NONE);

      assertThat(resumed.step()).isEqualTo(whole.step()).isEqualTo(40);
      assertThat(resumed.weights()).isEqualTo(whole.weights());
      for (int m = 0; m < 2; m++) {
        assertThat(resumed.moments().get(m)).isEqualTo(whole.moments().get(m));
      }
    }
  }

  @Test
  void runAtItsLastStepIsOver() {
    TrainingState done = new TrainingState(new float[1], List.of(), 10);
    TrainingLoop loop = new TrainingLoop(new Sgd(), new Schedule.Constant(1), 10);

    TrainingState after =
        loop.run(
            done,
            (weights, step) -> {
              throw new AssertionError("no step is left");
            },
            Observer.NONE);

    assertThat(after).isSameAs(done);
  }

  @Test
  void observerSeesEveryStepAndMayStop() {
    GradientSource gradientOfStep =
        (weights, step) -> new Gradient(new float[] {2 * step}, step, 2, 1);
    List<String> seen = new ArrayList<>();
    Observer stopsAtThree =
        new Observer() {
          @Override
          public void afterStep(TrainingState state, StepReport report) {
            seen.add(state.step() + ": " + state.weights()[0] + ", " + report.meanLoss());
          }

          @Override
          public boolean wantsToStop() {
            return seen.size() == 3;
          }
        };
    TrainingState start = TrainingState.initial(new float[] {0}, new Sgd());

    TrainingState end =
        new TrainingLoop(new Sgd(), new Schedule.Constant(0.5f), 10)
            .run(start, gradientOfStep, stopsAtThree);

    // w ← w − 0.5·step: 0, −0.5, −1.5, −3.
    assertThat(seen).containsExactly("1: -0.5, 0.5", "2: -1.5, 1.0", "3: -3.0, 1.5");
    assertThat(end.step()).isEqualTo(3);
  }

  /** The first step throws the weights to 10³⁰; in the second, their squares are infinite. */
  @Test
  void divergedRunSaysWhereAndKeepsTheLastGoodWeights() {
    Network line = Network.parse("2 -> 1 linear");
    Sgd sgd = new Sgd();
    TrainingState start = TrainingState.initial(line.initialWeights(1), sgd);
    try (Device device = new CpuDevice();
        LocalGradientSource source = source(line, moons(100), device)) {
      TrainingLoop loop = new TrainingLoop(sgd, new Schedule.Constant(1e30f), 100);

      DivergedException diverged =
          catchThrowableOfType(
              DivergedException.class, () -> loop.run(start, source, Observer.NONE));

      assertThat(diverged)
          .hasMessageContaining("diverged in step 2 at learning rate 1.0E30")
          .hasMessageContaining("Lower the rate");
      TrainingState lastGood = diverged.lastGood();
      assertThat(lastGood.step()).isEqualTo(1);
      for (float w : lastGood.weights()) {
        assertThat(w).isFinite();
      }
    }
  }

  @Test
  void everyKindOfNumberThatIsNoneIsFoundWhereverItIs() {
    for (int length : new int[] {5, 1100, (1 << 18) + 77}) {
      for (int at : new int[] {0, 1, length / 2, length - 2, length - 1}) {
        for (float bad :
            new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
          float[] gradient = new float[length];
          gradient[at] = bad;
          assertThat(catchThrowableOfType(DivergedException.class, () -> sgdStep(gradient)))
              .as("%s at %d of %d", bad, at, length)
              .isNotNull();
        }
      }
    }
  }

  @Test
  void theGreatestAndTheLeastNumbersAreNumbers() {
    float[] gradient = new float[1100];
    for (int i = 0; i < gradient.length; i++) {
      float size = i % 3 == 0 ? Float.MIN_VALUE : Float.MAX_VALUE;
      gradient[i] = i % 2 == 0 ? size : -size;
    }
    float[] weights = sgdStep(gradient).weights();
    for (int i = 0; i < gradient.length; i++) {
      assertThat(weights[i]).isEqualTo(-gradient[i]);
    }
  }

  private static TrainingState sgdStep(float[] gradient) {
    TrainingState start = TrainingState.initial(new float[gradient.length], new Sgd());
    return new TrainingLoop(new Sgd(), new Schedule.Constant(1), 1)
        .run(start, (weights, step) -> new Gradient(gradient, 1, 1, 1), Observer.NONE);
  }

  /** 10²⁰ is a float but its square is not: Adam would divide by infinity and never move again. */
  @Test
  void momentsThatOverflowAreFoundToo() {
    for (Optimizer optimizer : List.of(ADAM, new RmsProp(0.9f, 1e-8f), new Adagrad(1e-10f))) {
      TrainingState start = TrainingState.initial(new float[1], optimizer);
      TrainingLoop loop = new TrainingLoop(optimizer, new Schedule.Constant(0.1f), 1);
      assertThat(
              catchThrowableOfType(
                  DivergedException.class,
                  () ->
                      loop.run(
                          start,
                          (w, step) -> new Gradient(new float[] {1e21f}, 1, 1, 1),
                          Observer.NONE)))
          .as("%s", optimizer)
          .isNotNull();
    }
  }
}

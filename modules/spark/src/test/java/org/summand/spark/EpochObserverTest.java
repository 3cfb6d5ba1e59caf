package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.exchange.StepTimer;
import org.summand.train.BestBy;
import org.summand.train.EarlyStopping;
import org.summand.train.ShardEvaluation;
import org.summand.train.StepReport;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.TrainingState;

/** When a run stops early, and what remains of it. */
class EpochObserverTest {
  private static final Network NETWORK = Network.parse("1 -> 1 linear");

  /** One row of target 0, so that the loss is the square of what the network answers. */
  private static final Shard ROW = new Shard(0, 1, new float[] {0}, new float[] {0, 1});

  /** Of two classes and as many inputs, all 0: what is answered is the biases. */
  private static final Network CLASSES = Network.parse("1 -> 2 softmax");

  private static final Shard CLASS_0 = new Shard(0, 1, new float[] {0}, new float[] {0, 1});

  private final CpuDevice device = new CpuDevice();

  private EpochObserver observer(int patience, double tolerance) {
    return observer(NETWORK, ROW, new EarlyStopping(patience, tolerance));
  }

  private EpochObserver observer(Network network, Shard rows, EarlyStopping stopping) {
    return new EpochObserver(
        new MiniBatches(new int[] {8}, 8, 1),
        new Schedule.Constant(1),
        weights -> Optional.of(ShardEvaluation.of(network, device, rows, weights)),
        stopping,
        TrainingListener.NONE,
        new StepTimer());
  }

  /** Weights at which the network answers this number. */
  private static TrainingState answering(float number, long step) {
    return new TrainingState(new float[] {0, number}, List.of(), step);
  }

  /** The epoch after which a run stops whose network answers these numbers; 0 for never. */
  private static int stoppedAfter(EpochObserver observer, float... answers) {
    for (int epoch = 1; epoch <= answers.length; epoch++) {
      observer.afterStep(answering(answers[epoch - 1], epoch), new StepReport(epoch, 0, 1, 1, 0));
      if (observer.wantsToStop()) {
        return epoch;
      }
    }
    return 0;
  }

  @Test
  void lossThatStaysExactlyEqualIsNoImprovement() {
    assertThat(stoppedAfter(observer(2, 0), 3, 3, 3, 3)).isEqualTo(3);
    assertThat(stoppedAfter(observer(1, 0), 3, 2, 2, 2)).isEqualTo(3);
  }

  @Test
  void lossThatFallsByTheToleranceAloneIsNoImprovement() {
    // Losses of 25 and 16.
    assertThat(stoppedAfter(observer(1, 9), 5, 4)).isEqualTo(2);
    assertThat(stoppedAfter(observer(1, 8.5), 5, 4)).isZero();
  }

  @Test
  void improvementStartsTheWaitAnew() {
    assertThat(stoppedAfter(observer(2, 0), 3, 4, 2, 4, 1, 1)).isZero();
    assertThat(stoppedAfter(observer(2, 0), 3, 4, 2, 4, 4, 1)).isEqualTo(5);
  }

  @Test
  void withoutPatienceNothingStops() {
    assertThat(stoppedAfter(observer(0, 0), 1, 1, 2, 3, 4, 5)).isZero();
  }

  @Test
  void ofEqualLossesTheLastRemains() {
    EpochObserver observer = observer(2, 0);
    assertThat(stoppedAfter(observer, 3, 2, -2, 2)).isEqualTo(4);
    TrainingState remaining = observer.remaining(answering(2, 4));
    assertThat(remaining.step()).isEqualTo(4);
    assertThat(remaining.weights()).containsExactly(0, 2);
  }

  @Test
  void theBestRemainsWithoutPatienceToo() {
    EpochObserver observer = observer(0, 0);
    assertThat(stoppedAfter(observer, 3, 1, 2, 5)).isZero();
    TrainingState remaining = observer.remaining(answering(5, 4));
    assertThat(remaining.step()).isEqualTo(2);
    assertThat(remaining.weights()).containsExactly(0, 1);
  }

  @Test
  void withoutValidationRowsTheLastRemains() {
    EpochObserver observer =
        new EpochObserver(
            new MiniBatches(new int[] {8}, 8, 1),
            new Schedule.Constant(1),
            weights -> Optional.empty(),
            EarlyStopping.NEVER,
            TrainingListener.NONE,
            new StepTimer());
    stoppedAfter(observer, 1, 2, 5);
    TrainingState last = answering(5, 3);
    assertThat(observer.remaining(last)).isSameAs(last);
  }

  /** The step that remains of epochs after which the two classes have such biases. */
  private long bestStep(BestBy bestBy, int patience, float[]... biases) {
    EpochObserver observer = observer(CLASSES, CLASS_0, new EarlyStopping(patience, 0, bestBy));
    long step = 0;
    for (float[] each : biases) {
      step++;
      observer.afterStep(
          new TrainingState(new float[] {0, 0, each[0], each[1]}, List.of(), step),
          new StepReport(step, 0, 1, 1, 0));
      if (observer.wantsToStop()) {
        break;
      }
    }
    return observer.remaining(answering(0, step)).step();
  }

  @Test
  void accuracyAndLossMayTellAnotherEpoch() {
    float[] hardlyRight = {0.01f, 0};
    float[] hardlyWrong = {0, 0.01f};
    float[] veryWrong = {0, 9};
    float[][] epochs = {veryWrong, hardlyWrong, hardlyRight, veryWrong};
    assertThat(bestStep(BestBy.LOSS, 0, epochs)).isEqualTo(3);
    float[][] lucky = {hardlyRight, hardlyRight, hardlyWrong, new float[] {0.005f, 0}, veryWrong};
    assertThat(bestStep(BestBy.LOSS, 0, lucky)).isEqualTo(2);
    assertThat(bestStep(BestBy.METRIC, 0, lucky)).isEqualTo(4);
    // The equally good one is no improvement, so patience runs out before it.
    assertThat(bestStep(BestBy.METRIC, 2, lucky)).isEqualTo(2);
  }
}

package org.summand.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.Folds;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.train.Evaluation;
import org.summand.train.ShardEvaluation;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.ShardGradient;

/** A bag is the networks that it is made of, each by itself. */
class BagTest {
  private static final Network BAG =
      Network.parse("6 -> bag 3 -> embed 4x2 -> scale -> 7 silu -> 5 gelu -> 3 softmax");
  private static final int ROWS = 31;

  private static Shard shard(RandomRows rows) {
    return new Shard(0, rows.count(), rows.features(), rows.targets());
  }

  private static float[] own(float[] all, int which) {
    int count = BAG.one().weightCount();
    return Arrays.copyOfRange(all, which * count, (which + 1) * count);
  }

  @Test
  void textIsReadAndPrintedTheSame() {
    assertThat(BAG.bag()).isEqualTo(3);
    assertThat(BAG.members()).isEqualTo(3);
    assertThat(Network.parse(BAG.toString())).isEqualTo(BAG);
    assertThat(BAG.one().toString()).doesNotContain("bag");
    assertThat(BAG.weightCount()).isEqualTo(3 * BAG.one().weightCount());
    NetworkTemplate template = NetworkTemplate.parse("bag 3 -> 8 relu");
    assertThat(template.toString()).isEqualTo("bag 3 -> 8 relu");
    assertThat(template.complete(2, java.util.List.of(), new Head(BAG.loss(), 3)).toString())
        .isEqualTo("2 -> bag 3 -> 8 relu -> 3 softmax");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4 -> bag -> 3 softmax",
        "4 -> bag 1 -> 3 softmax",
        "4 -> bag 1025 -> 3 softmax",
        "4 -> bag 2 3 -> 3 softmax",
        "4 -> bag 2 -> bag 2 -> 3 softmax",
        "4 -> 5 relu -> bag 2 -> 3 softmax"
      })
  void textThatIsNoBagIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).hasMessageContaining("bag");
  }

  @Test
  void parametersAreThoseOfEachNetworkOneBehindTheOther() {
    int one = BAG.one().parameters().size();
    assertThat(BAG.parameters()).hasSize(3 * one);
    for (int i = 0; i < BAG.parameters().size(); i++) {
      Parameter own = BAG.one().parameters().get(i % one);
      Parameter parameter = BAG.parameters().get(i);
      assertThat(parameter.name()).isEqualTo("bag" + (i / one + 1) + "." + own.name());
      assertThat(parameter.offset()).isEqualTo(BAG.weightsOf(i / one) + own.offset());
      assertThat(parameter.decays()).isEqualTo(own.decays());
    }
    float[] weights = BAG.initialWeights(1);
    assertThat(own(weights, 0)).isNotEqualTo(own(weights, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void gradientIsThatOfEachNetworkByItsOwnRows(int count) {
    Folds folds = new Folds(count);
    RandomRows rows = RandomRows.of(BAG, ROWS, 2);
    float[] weights = RandomRows.weights(BAG, 4);
    Gradient together = gradient(BAG, folds, shard(rows), weights);
    double loss = 0;
    for (int which = 0; which < 3; which++) {
      int from = folds.firstHeldOut(ROWS, which);
      int held = folds.heldOut(ROWS);
      RandomRows seen =
          rows.rows(IntStream.range(0, ROWS).filter(r -> r < from || r >= from + held).toArray());
      Gradient alone = gradient(BAG.one(), Folds.NONE, shard(seen), own(weights, which));
      loss += alone.loss();
      float[] sums = own(together.sums(), which);
      for (int i = 0; i < sums.length; i++) {
        assertThat(sums[i]).isCloseTo(alone.sums()[i], within(1e-4f * (1 + Math.abs(sums[i]))));
      }
      assertThat(together.rows()).isEqualTo(alone.rows());
    }
    assertThat(together.loss()).isCloseTo(loss / 3, within(1e-4 * loss));
  }

  /** All rows in one batch, so that their order within it is all that can differ. */
  private static Gradient gradient(Network network, Folds folds, Shard shard, float[] weights) {
    MiniBatches all = new MiniBatches(new int[] {shard.rows()}, folds, shard.rows(), 7);
    try (Device device = new CpuDevice();
        ShardGradient gradient = new ShardGradient(network, all, device)) {
      return gradient.at(shard, weights, 1);
    }
  }

  @Test
  void networksAreJudgedByTheRowsTheyHaveNotSeen() {
    Folds folds = new Folds(4);
    RandomRows rows = RandomRows.of(BAG, ROWS, 2);
    float[] weights = RandomRows.weights(BAG, 4);
    try (Device device = new CpuDevice()) {
      Evaluation heldOut =
          ShardEvaluation.of(BAG, folds, device, shard(rows), weights, Evaluation.Detail.BRIEF);
      Evaluation expected = new Evaluation(BAG.one());
      for (int which = 0; which < 3; which++) {
        Shard own = shard(rows.range(which * 7, which * 7 + 7));
        expected = expected.add(ShardEvaluation.of(BAG.one(), device, own, own(weights, which)));
      }
      assertThat(heldOut.rows()).isEqualTo(21);
      assertThat(heldOut.loss()).isCloseTo(expected.loss(), within(1e-6));
      assertThat(heldOut.accuracy()).isEqualTo(expected.accuracy());
    }
  }

  @Test
  void answerIsTheMeanOfTheNetworksAnswers() {
    RandomRows rows = RandomRows.of(BAG, ROWS, 2);
    float[] weights = RandomRows.weights(BAG, 4);
    float[] answer = probabilities(BAG, rows, weights);
    float[] mean = new float[answer.length];
    for (int which = 0; which < 3; which++) {
      float[] own = probabilities(BAG.one(), rows, own(weights, which));
      for (int i = 0; i < mean.length; i++) {
        mean[i] += own[i] / 3;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      assertThat(answer[i]).isCloseTo(mean[i], within(1e-6f));
    }
  }

  private static float[] probabilities(Network network, RandomRows rows, float[] weights) {
    float[] z = new float[rows.count() * network.outputs()];
    try (Device device = new CpuDevice();
        Scorer scorer = new Scorer(network, device, 10)) {
      scorer.rawOutputs(weights, rows.features(), rows.count(), z);
    }
    Scorer.toPredictions(network.loss(), z, network.outputs());
    return z;
  }

  @Test
  void fewerFoldsThanNetworksAreRefused() {
    TrainingSettings settings = TrainingSettings.of(BAG);
    assertThatThrownBy(() -> settings.withFolds(new Folds(2)))
        .hasMessage(
            "a bag of 3 networks needs as many folds, one to be judged by for each, or none, not 2");
  }
}

package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.nn.RandomRows;

class GradientTest {
  private static final Network NETWORK = Network.parse("4 -> 7 tanh -> 5 gelu -> 3 softmax");

  /** The gradient of all rows, from shards that end at the given rows. */
  private static Gradient gradient(RandomRows rows, float[] weights, int... ends) {
    List<Shard> shards = new ArrayList<>();
    int from = 0;
    for (int s = 0; s < ends.length; s++) {
      RandomRows part = rows.range(from, ends[s]);
      shards.add(new Shard(s, part.count(), part.features(), part.targets()));
      from = ends[s];
    }
    int[] shardRows = shards.stream().mapToInt(Shard::rows).toArray();
    MiniBatches all = new MiniBatches(shardRows, rows.count(), 1);
    try (Device device = new CpuDevice();
        LocalGradientSource source = new LocalGradientSource(rows.network(), shards, all, device)) {
      return source.at(weights, 1);
    }
  }

  /**
   * The derivative of a sum is the sum of the derivatives, wherever the sum is cut. What differs is
   * rounding: some 60 terms of size 1 to 3, each rounded to 6·10⁻⁸ of a sum below 30.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void gradientOfTwoHalvesIsGradientOfTheWhole(long seed) {
    int count = 61;
    RandomRows rows = RandomRows.of(NETWORK, count, seed);
    float[] weights = RandomRows.weights(NETWORK, seed);
    Gradient whole = gradient(rows, weights, count);
    Random random = new Random(seed);

    requireEqualToRounding(gradient(rows, weights, count / 2, count), whole);
    requireEqualToRounding(gradient(rows, weights, 0, count, count), whole);
    for (int shards = 3; shards <= 40; shards += 6) {
      int[] ends = random.ints(shards, 0, count + 1).sorted().toArray();
      ends[shards - 1] = count;
      requireEqualToRounding(gradient(rows, weights, ends), whole);
    }
  }

  private static void requireEqualToRounding(Gradient actual, Gradient whole) {
    assertThat(actual.rows()).isEqualTo(whole.rows());
    // Row weights are multiples of ½, whose sums are exact.
    assertThat(actual.weight()).isEqualTo(whole.weight());
    assertThat(actual.loss()).isCloseTo(whole.loss(), within(2e-5));
    assertThat(actual.sums()).usingComparatorWithPrecision(2e-5f).containsExactly(whole.sums());
  }

  @Test
  void rowsOfNoWeightDoNotCount() {
    RandomRows rows = RandomRows.of(NETWORK, 40, 8);
    float[] weights = RandomRows.weights(NETWORK, 8);
    final Gradient before = gradient(rows, weights, 40);
    float[] features = rows.features().clone();
    float[] targets = rows.targets().clone();
    for (int r = 0; r < 40; r++) {
      if (targets[2 * r + 1] == 0) {
        Arrays.fill(features, 4 * r, 4 * r + 4, 100);
        targets[2 * r] = 2 - targets[2 * r];
      }
    }

    Gradient after = gradient(new RandomRows(NETWORK, 40, features, targets), weights, 40);

    requireEqualToRounding(after, before);
    assertThat(after.weight()).isLessThan(40 * 1.5);
  }

  /** Twice the weight of a row is the row twice. */
  @Test
  void aRowOfWeightTwoCountsTwice() {
    float[] weights = RandomRows.weights(NETWORK, 8);
    float[] row = {0.5f, -1, 2, 0.25f};
    RandomRows once = new RandomRows(NETWORK, 1, row, new float[] {2, 2});
    float[] both = Arrays.copyOf(row, 8);
    System.arraycopy(row, 0, both, 4, 4);
    RandomRows twice = new RandomRows(NETWORK, 2, both, new float[] {2, 1, 2, 1});

    Gradient gradient = gradient(once, weights, 1);
    Gradient gradientTwice = gradient(twice, weights, 2);

    // Doubling is exact; the sum of both rows may be rounded.
    assertThat(gradient.sums())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(gradientTwice.sums());
    assertThat(gradient.meanLoss()).isCloseTo(gradientTwice.meanLoss(), within(1e-6));
  }

  @Test
  void meanDividesByTheRowWeightOnce() {
    Gradient gradient = new Gradient(new float[] {2, -4}, 6, 1.5, 3);
    gradient.add(new Gradient(new float[] {1, 1}, 3, 2.5, 2));

    assertThat(gradient.sums()).containsExactly(3, -3);
    assertThat(gradient.takeMean()).containsExactly(0.75f, -0.75f);
    assertThatIllegalStateException().as("asked again").isThrownBy(gradient::takeMean);
    assertThatIllegalStateException().isThrownBy(gradient::sums);
    assertThatIllegalStateException().isThrownBy(() -> gradient.add(gradient));
    assertThat(gradient.meanLoss()).isEqualTo(2.25);
    assertThat(gradient.weight()).isEqualTo(4);
    assertThat(gradient.rows()).isEqualTo(5);
  }

  @Test
  void meanOfNoWeightIsZero() {
    Gradient gradient = new Gradient(new float[] {0, 0}, 0, 0, 4);
    assertThat(gradient.takeMean()).containsExactly(0, 0);
    assertThat(gradient.meanLoss()).isZero();
  }

  /** Long gradients are added slice by slice on several cores. */
  @Test
  void longGradientsAreAddedElementByElement() {
    int length = (1 << 18) + 77;
    float[] first = new float[length];
    float[] second = new float[length];
    for (int i = 0; i < length; i++) {
      first[i] = i;
      second[i] = 0.5f * i;
    }
    Gradient sum = new Gradient(first, 0, 2, 1).add(new Gradient(second, 0, 2, 1));
    for (int i = 0; i < length; i++) {
      if (sum.sums()[i] != 1.5f * i) {
        throw new AssertionError("element " + i);
      }
    }
    float[] mean = sum.takeMean();
    for (int i = 0; i < length; i++) {
      if (mean[i] != 0.375f * i) {
        throw new AssertionError("element " + i);
      }
    }
  }

  @Test
  void asSlowAsTheSlowestPartialGradient() {
    Gradient fast = new Gradient(new float[1], 0, 1, 1).took(5).loaded(8);
    Gradient slow = new Gradient(new float[1], 0, 1, 1).took(9).loaded(7);
    assertThat(fast.computeNanos()).isEqualTo(5);
    assertThat(fast.add(slow).computeNanos()).isEqualTo(9);
    assertThat(fast.loadNanos()).isEqualTo(8);
    assertThat(slow.add(new Gradient(new float[1], 0, 1, 1)).computeNanos()).isEqualTo(9);
  }

  @Test
  void sumsAreGoneOnceTheMeanIsTaken() {
    Gradient gradient = new Gradient(new float[] {6}, 3, 2, 2);
    assertThat(gradient.takeMean()).containsExactly(3);
    assertThatIllegalStateException().isThrownBy(gradient::sums);
    assertThatIllegalStateException()
        .isThrownBy(() -> gradient.add(new Gradient(new float[1], 0, 1, 1)));
    assertThatIllegalStateException()
        .isThrownBy(() -> new Gradient(new float[1], 0, 1, 1).add(gradient));
    assertThatIllegalStateException().isThrownBy(() -> travelled(gradient));
  }

  @Test
  void travelsToTheBit() throws IOException, ClassNotFoundException {
    float[] sums = {1, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 1 / 3f};
    Gradient back = travelled(new Gradient(sums.clone(), 1 / 3.0, 0.1, 7).took(11).loaded(13));
    for (int i = 0; i < sums.length; i++) {
      assertThat(Float.floatToRawIntBits(back.sums()[i]))
          .isEqualTo(Float.floatToRawIntBits(sums[i]));
    }
    assertThat(back.loss()).isEqualTo(1 / 3.0);
    assertThat(back.weight()).isEqualTo(0.1);
    assertThat(back.rows()).isEqualTo(7);
    assertThat(back.computeNanos()).isEqualTo(11);
    assertThat(back.loadNanos()).isEqualTo(13);
  }

  private static Gradient travelled(Gradient gradient) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(gradient);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Gradient) in.readObject();
    }
  }
}

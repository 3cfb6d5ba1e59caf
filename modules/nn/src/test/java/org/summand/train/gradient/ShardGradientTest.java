package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.Matrix;
import org.summand.compute.ReferenceDevice;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Network;
import org.summand.nn.RandomRows;

class ShardGradientTest {
  private static final Network DROPS = Network.parse("4 -> 9 relu -> dropout 0.5 -> 3 softmax");

  private static Shard shard(int index, RandomRows rows) {
    return new Shard(index, rows.count(), rows.features(), rows.targets());
  }

  private static Gradient at(
      Network network, MiniBatches batches, Shard shard, float[] weights, long step) {
    try (Device device = new CpuDevice();
        ShardGradient gradient = new ShardGradient(network, batches, device)) {
      return gradient.at(shard, weights, step);
    }
  }

  @Test
  void retriedTaskGivesTheSameBits() {
    RandomRows rows = RandomRows.of(DROPS, 50, 1);
    float[] weights = RandomRows.weights(DROPS, 1);
    MiniBatches batches = new MiniBatches(new int[] {50, 30}, 16, 7);
    Gradient first = at(DROPS, batches, shard(0, rows), weights, 9);

    assertThat(at(DROPS, batches, shard(0, rows), weights, 9))
        .usingRecursiveComparison()
        .isEqualTo(first);
    // One that has been at other steps before gives the same, too.
    try (Device device = new CpuDevice();
        ShardGradient used = new ShardGradient(DROPS, batches, device)) {
      used.at(shard(1, rows.range(0, 30)), weights, 3);
      used.at(shard(0, rows), weights, 10);
      assertThat(used.at(shard(0, rows), weights, 9)).usingRecursiveComparison().isEqualTo(first);
    }
  }

  /** With one row a batch all choices but the mask are fixed; masks differ by step and shard. */
  @Test
  void dropoutDiffersFromStepToStepAndFromShardToShard() {
    RandomRows row = RandomRows.of(DROPS, 1, 1);
    float[] weights = RandomRows.weights(DROPS, 1);
    MiniBatches batches = new MiniBatches(new int[] {1, 1}, 2, 7);
    Gradient first = at(DROPS, batches, shard(0, row), weights, 1);

    assertThat(at(DROPS, batches, shard(0, row), weights, 2).sums()).isNotEqualTo(first.sums());
    assertThat(at(DROPS, batches, shard(1, row), weights, 1).sums()).isNotEqualTo(first.sums());
  }

  /** Blocks bound the memory of a batch, and change the result by its rounding only. */
  @Test
  void batchOfManyBlocksHasTheGradientOfOne() {
    Network network = Network.parse("4 -> 6 tanh -> 3 softmax");
    int count = 2 * ExecutionPlan.BLOCK_ROWS + 333;
    RandomRows rows = RandomRows.of(network, count, 1);
    float[] weights = RandomRows.weights(network, 1);
    MiniBatches batches = new MiniBatches(new int[] {count}, count, 7);

    Gradient blocks;
    try (ShardGradient gradient = new ShardGradient(network, batches, new ReferenceDevice())) {
      blocks = gradient.at(shard(0, rows), weights, 1);
    }
    float[] whole;
    double loss;
    ExecutionPlan plan = ExecutionPlan.training(network, count);
    try (Workspace on = new ReferenceDevice().open(plan.footprint())) {
      on.bind(Region.INPUT, rows.features());
      on.bind(Region.TARGET, rows.targets());
      on.bind(Region.WEIGHTS, weights);
      Matrix x = new Matrix(Region.INPUT, 0, count, 4);
      plan.forward(on, x, 0);
      loss = plan.backward(on, 0, x, new Matrix(Region.TARGET, 0, count, 2), 0);
      whole = on.takeGradient();
    }

    assertThat(blocks.rows()).isEqualTo(count);
    assertThat(blocks.loss()).isCloseTo(loss, within(1e-12 * loss));
    // The reference device adds in double; the sums, below 4096, are then rounded to float once.
    assertThat(blocks.sums()).usingComparatorWithPrecision(5e-4f).containsExactly(whole);
  }

  @Test
  void emptyShardGivesAnEmptyPartialGradient() {
    MiniBatches batches = new MiniBatches(new int[] {0, 5}, 2, 7);
    Shard empty = new Shard(0, 0, new float[0], new float[0]);

    Gradient gradient = at(DROPS, batches, empty, RandomRows.weights(DROPS, 1), 1);

    assertThat(gradient.rows()).isZero();
    assertThat(gradient.weight()).isZero();
    assertThat(gradient.loss()).isZero();
    assertThat(gradient.sums()).hasSize(DROPS.weightCount()).containsOnly(0);
  }
}

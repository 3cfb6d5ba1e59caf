package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BlockLayout;
import org.summand.data.Folds;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.data.ShardWindow;
import org.summand.nn.Network;

/** Gradients of rows that come from several blocks. */
class ShardWindowTest {
  private static final int ROWS = 3000;
  private static final Network NETWORK =
      Network.parse("3 -> ensemble 2 -> 7 tanh -> dropout 0.2 -> 2 softmax");

  private static Shard shard() {
    Random random = new Random(4);
    float[] features = new float[3 * ROWS];
    float[] targets = new float[2 * ROWS];
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < 3; i++) {
        features[3 * r + i] = (float) random.nextGaussian();
      }
      targets[2 * r] = random.nextInt(2);
      targets[2 * r + 1] = random.nextFloat();
    }
    return new Shard(0, ROWS, features, targets);
  }

  /** Batches of more rows than a pass takes. */
  @Test
  void gatheredRowsGiveTheBitsOfRowsInOneArray() {
    Shard whole = shard();
    BlockLayout layout = BlockLayout.of(new int[] {ROWS}, 100);
    MiniBatches batches = new MiniBatches(layout, Folds.NONE, 1300, 8);
    float[] weights = NETWORK.initialWeights(3);
    try (ShardGradient one = new ShardGradient(NETWORK, batches, new CpuDevice());
        ShardGradient other = new ShardGradient(NETWORK, batches, new CpuDevice())) {
      for (long step = 1; step <= batches.stepsPerEpoch(); step++) {
        Gradient expected = one.at(whole, weights, step);
        Shard[] needed = new Shard[layout.blocks(0)];
        for (int block : batches.blocks(0, step).now()) {
          int start = layout.start(0, block);
          needed[block] = whole.block(start, start + layout.rows(0, block));
        }
        Gradient windows = other.at(new ShardWindow(0, layout, needed), weights, step);
        assertThat(windows.sums()).isEqualTo(expected.sums());
        assertThat(windows.loss()).isEqualTo(expected.loss());
        assertThat(windows.weight()).isEqualTo(expected.weight());
        assertThat(windows.rows()).isEqualTo(expected.rows());
      }
    }
  }
}

package org.summand.train.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.model.LocalFolder;
import org.summand.model.LocalFolders;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;
import org.summand.train.TrainingLoop;
import org.summand.train.gradient.LocalGradientSource;
import org.summand.train.optim.Adam;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.TrainingState;

/** A process that trains, writes a checkpoint after each step, and goes on from the last one. */
final class KilledTraining {
  /** Checkpoints of 600 kB, so that most of the time goes into writing them. */
  private static final Network NETWORK =
      Network.parse("20 -> 1500 relu -> dropout 0.2 -> 3 softmax");

  private static final Optimizer OPTIMIZER = new Adam(0.9f, 0.999f, 1e-8f);
  static final int STEPS = 40;
  static final int KEPT = 2;

  private KilledTraining() {}

  /** Trains with checkpoints in the first directory, and writes the model to the second. */
  public static void main(String[] arguments) throws IOException {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK, TableEncoder.ofVector("x", 20), List.of("y"), List.of(), 0, 1, Map.of());
    CheckpointStore checkpoints =
        new CheckpointStore(
            new LocalFolders(Path.of(arguments[0])), KEPT, metadata, Map.of("seed", "1"));
    TrainingState first =
        checkpoints
            .last(OPTIMIZER.moments())
            .map(Checkpoint::state)
            .orElseGet(() -> TrainingState.initial(NETWORK.initialWeights(1), OPTIMIZER));
    Shard shard = shard();
    try (CpuDevice device = new CpuDevice();
        LocalGradientSource source =
            new LocalGradientSource(
                NETWORK,
                List.of(shard),
                new MiniBatches(new int[] {shard.rows()}, 16, 1),
                device)) {
      TrainingState last =
          new TrainingLoop(OPTIMIZER, new Schedule.Constant(0.01f), STEPS)
              .run(first, source, (state, gradient) -> save(checkpoints, state));
      new NetworkModel(metadata, last.weights()).save(new LocalFolder(Path.of(arguments[1])), true);
    }
  }

  private static void save(CheckpointStore checkpoints, TrainingState state) {
    try {
      checkpoints.save(new Checkpoint(state, EpochProgress.NONE));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Shard shard() {
    Random random = new Random(1);
    float[] features = new float[100 * NETWORK.inputs()];
    float[] targets = new float[2 * 100];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    for (int row = 0; row < 100; row++) {
      targets[2 * row] = random.nextInt(3);
      targets[2 * row + 1] = 1;
    }
    return new Shard(0, 100, features, targets);
  }
}

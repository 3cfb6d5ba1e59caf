package org.summand.compute.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.train.Evaluation;
import org.summand.train.ShardEvaluation;
import org.summand.train.gradient.LocalGradientSource;
import org.summand.train.optim.Momentum;
import org.summand.train.optim.TrainingState;

/** Whole runs on the digits, on OpenCL and on the CPU. */
class OpenClTrainingTest {
  private static final Path DIGITS = Path.of("../../conf/data/digits.csv.gz");
  private static final int INPUTS = 64;
  private static final int TEST_ROWS = 360;
  private static final int EPOCHS = 15;
  private static final long SEED = 3;
  private static final Network NETWORK =
      Network.parse("64 -> 48 relu -> dropout 0.1 -> 10 softmax");

  private static List<Shard> shards;
  private static float[] trainedOnOpenCl;

  @BeforeAll
  static void train() throws IOException {
    shards = shards();
    trainedOnOpenCl = train(shards, OpenCl.device());
  }

  @Test
  void trainsTheSameNetwork() {
    double onOpenCl = accuracy(shards, trainedOnOpenCl);
    double onCpu = accuracy(shards, train(shards, new CpuDevice()));
    assertThat(onCpu).isGreaterThan(0.93);
    assertThat(onOpenCl).isCloseTo(onCpu, within(0.005));
  }

  @Test
  void sameSeedTrainsTheSameBits() {
    assertThat(train(shards, OpenCl.device())).isEqualTo(trainedOnOpenCl);
  }

  private static float[] train(List<Shard> shards, Device device) {
    List<Shard> training = shards.subList(1, shards.size());
    training =
        IntStream.range(0, training.size()).mapToObj(i -> indexed(shards.get(i + 1), i)).toList();
    MiniBatches batches =
        new MiniBatches(training.stream().mapToInt(Shard::rows).toArray(), 100, SEED);
    Momentum optimizer = new Momentum(0.9f, false);
    TrainingState state = TrainingState.initial(NETWORK.initialWeights(SEED), optimizer);
    try (LocalGradientSource source = new LocalGradientSource(NETWORK, training, batches, device)) {
      long steps = EPOCHS * batches.stepsPerEpoch();
      for (long step = 1; step <= steps; step++) {
        state = optimizer.step(state, source.at(state.weights(), step).takeMean(), 0.05f);
      }
    }
    return state.weights();
  }

  private static Shard indexed(Shard shard, int index) {
    return new Shard(index, shard.rows(), shard.features(), shard.targets());
  }

  private static double accuracy(List<Shard> shards, float[] weights) {
    Evaluation test = ShardEvaluation.of(NETWORK, OpenCl.device(), shards.get(0), weights);
    return test.accuracy();
  }

  /** The rows to test on, then three shards to train on. */
  private static List<Shard> shards() throws IOException {
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DIGITS)), StandardCharsets.UTF_8))) {
      lines = reader.lines().toList();
    }
    int third = (lines.size() - TEST_ROWS) / 3;
    int[] from = {0, TEST_ROWS, TEST_ROWS + third, TEST_ROWS + 2 * third, lines.size()};
    return IntStream.range(0, 4)
        .mapToObj(i -> shard(i, lines.subList(from[i], from[i + 1])))
        .toList();
  }

  private static Shard shard(int index, List<String> lines) {
    float[] features = new float[lines.size() * INPUTS];
    float[] targets = new float[lines.size() * 2];
    for (int r = 0; r < lines.size(); r++) {
      String[] cells = lines.get(r).split(",");
      for (int c = 0; c < INPUTS; c++) {
        features[r * INPUTS + c] = Float.parseFloat(cells[c]) / 16;
      }
      targets[2 * r] = Float.parseFloat(cells[INPUTS]);
      targets[2 * r + 1] = 1;
    }
    return new Shard(index, lines.size(), features, targets);
  }
}

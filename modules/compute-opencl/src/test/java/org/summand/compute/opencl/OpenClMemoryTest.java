package org.summand.compute.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.ShardGradients;

/** What is kept on the device, for how long, and what happens where it does not fit. */
class OpenClMemoryTest {
  private static final Network NETWORK = Network.parse("40 -> 30 tanh -> 5 softmax");
  private static final int ROWS = 5000;
  private static final long BYTES_OF_SHARD = 4L * ROWS * (40 + 2);
  private static final MiniBatches BATCHES = new MiniBatches(new int[] {ROWS}, 600, 1);

  private static Shard shard() {
    Random random = new Random(5);
    float[] features = new float[ROWS * 40];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    float[] targets = new float[ROWS * 2];
    for (int r = 0; r < ROWS; r++) {
      targets[2 * r] = random.nextInt(5);
      targets[2 * r + 1] = 1;
    }
    return new Shard(0, ROWS, features, targets);
  }

  private static Gradient gradient(OpenClDevice device, Shard shard) {
    try (ShardGradients gradients = new ShardGradients(NETWORK, BATCHES, device)) {
      return gradients.at(shard, NETWORK.initialWeights(1), 1, true);
    }
  }

  @Test
  void shardLargerThanTheDeviceIsStreamedToTheSameBits() {
    OpenClDevice whole = OpenCl.device();
    long small = OpenClMemory.bytes(ShardFootprint.of(NETWORK, BATCHES)) + BYTES_OF_SHARD / 2;
    try (OpenClDevice tight = new OpenClDevice("opencl:tight", whole.device(), small)) {
      Gradient streamed = gradient(tight, shard());
      Gradient resident = gradient(whole, shard());
      assertThat(streamed.sums()).isEqualTo(resident.sums());
      assertThat(streamed.loss()).isEqualTo(resident.loss());
      assertThat(tight.reservedBytes()).as("all is given back").isZero();
    }
  }

  @Test
  void activationsThatDoNotFitAreRefusedWithTheRemedy() {
    try (OpenClDevice tiny = new OpenClDevice("opencl:tiny", OpenCl.device().device(), 1000)) {
      assertThatExceptionOfType(DeviceException.class)
          .isThrownBy(() -> tiny.open(new Footprint(10, 10_000_000)))
          .withMessageContaining("use smaller batches");
    }
  }

  @Test
  void collectionsBetweenLaunchesLoseNothing() {
    Matrix x = new Matrix(Region.INPUT, 0, 1, 3);
    Matrix y = new Matrix(Region.ACTIVATIONS, 0, 1, 3);
    float[] result = new float[3];
    try (Workspace tested = OpenCl.device().open(new Footprint(4, 6))) {
      tested.bind(Region.INPUT, new float[] {1, 2, 3});
      tested.gather(new int[] {0}, x, y);
      for (int i = 0; i < 5; i++) {
        System.gc();
        tested.read(y, result);
        assertThat(result).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void forgottenWorkspacesAreCollected() throws InterruptedException {
    OpenClDevice device = OpenCl.device();
    long before = device.reservedBytes();
    // Not closed, as in a run whose broadcast Spark has dropped.
    device.open(new Footprint(10, 10)).bind(Region.INPUT, new float[1000]);
    for (int i = 0; i < 100 && device.reservedBytes() > before; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(device.reservedBytes()).isEqualTo(before);
  }

  @Test
  void twoHundredRunsLeakNothing() throws IOException {
    OpenClDevice device = OpenCl.device();
    Shard shard = shard();
    runs(device, shard, 60);
    long before = residentBytes();
    runs(device, shard, 200);
    long grown = residentBytes() - before;
    // Had each run kept its scratch memory alone, it would be far more.
    long leak = 200 * OpenClMemory.bytes(ShardFootprint.of(NETWORK, BATCHES)) / 2;
    assertThat(grown)
        .as("bytes of the process after 200 runs")
        .isLessThan(Math.min(leak, 64L << 20));
    assertThat(device.reservedBytes()).isZero();
  }

  private static void runs(OpenClDevice device, Shard shard, int count) {
    for (int run = 0; run < count; run++) {
      gradient(device, shard);
    }
    System.gc();
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no VmRSS in /proc/self/status");
  }
}

package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.nn.RandomRows;

/** What is held from step to step, and what is not. */
class ShardGradientsTest {
  private static final Network NETWORK = Network.parse("4 -> 6 tanh -> 3 softmax");
  private static final int ROWS = 50;
  private static final MiniBatches BATCHES = new MiniBatches(new int[] {ROWS, ROWS}, 16, 7);
  private static final float[] WEIGHTS = NETWORK.initialWeights(1);

  /** The CPU, with or without room to keep the data of shards. */
  private record Counting(boolean hasRoom, AtomicInteger opened) implements Device {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String description() {
      return "the CPU, counted";
    }

    @Override
    public Workspace open(Footprint footprint) {
      opened.incrementAndGet();
      return new CpuDevice().open(footprint);
    }

    @Override
    public boolean hasRoomToKeepData(Footprint footprint) {
      return hasRoom;
    }
  }

  /** The same rows in arrays of their own each time, as a shard has that is read from a disk. */
  private static Shard read(int index) {
    RandomRows rows = RandomRows.of(NETWORK, ROWS, index);
    return new Shard(index, ROWS, rows.features(), rows.targets());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aShardThatDoesNotStayIsNotHeld(boolean hasRoom) throws InterruptedException {
    Counting device = new Counting(hasRoom, new AtomicInteger());
    try (ShardGradients gradients = new ShardGradients(NETWORK, BATCHES, device)) {
      WeakReference<float[]> features = computed(gradients);
      for (int i = 0; i < 100 && features.get() != null; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(features.get()).isNull();
    }
  }

  private static WeakReference<float[]> computed(ShardGradients gradients) {
    Shard shard = read(0);
    gradients.at(shard, WEIGHTS, 1, false);
    return new WeakReference<>(shard.features());
  }

  @Test
  void whereThereIsRoomEachShardKeepsItsWorkspace() {
    assertThat(opened(true, true)).isEqualTo(2);
  }

  @Test
  void shardsThatDoNotStayShareAWorkspace() {
    assertThat(opened(true, false)).isEqualTo(1);
    assertThat(opened(false, false)).isEqualTo(1);
  }

  /** The workspaces opened in ten steps of two shards, one after the other. */
  private static int opened(boolean hasRoom, boolean stays) {
    Counting device = new Counting(hasRoom, new AtomicInteger());
    try (ShardGradients gradients = new ShardGradients(NETWORK, BATCHES, device)) {
      for (int step = 1; step <= 10; step++) {
        gradients.at(read(0), WEIGHTS, step, stays);
        gradients.at(read(1), WEIGHTS, step, stays);
      }
    }
    return device.opened.get();
  }

  /** A device whose workspaces tell when they are closed; they compute as the CPU's. */
  private record Closing(AtomicInteger closed) implements Device {
    @Override
    public String name() {
      return "closing";
    }

    @Override
    public String description() {
      return "the CPU, whose closed workspaces are counted";
    }

    @Override
    public Workspace open(Footprint footprint) {
      Workspace workspace = new CpuDevice().open(footprint);
      return (Workspace)
          Proxy.newProxyInstance(
              Workspace.class.getClassLoader(),
              new Class<?>[] {Workspace.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  closed.incrementAndGet();
                }
                try {
                  return method.invoke(workspace, arguments);
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              });
    }

    @Override
    public boolean hasRoomToKeepData(Footprint footprint) {
      return true;
    }
  }

  @Test
  void whatFailsLeavesNoWorkspaceOpenAndTheNextStepIsSound() {
    Closing device = new Closing(new AtomicInteger());
    Shard whole = read(0);
    Shard cut = new Shard(0, 1, new float[4], new float[2]);
    try (ShardGradients gradients = new ShardGradients(NETWORK, BATCHES, device);
        ShardGradients fresh = new ShardGradients(NETWORK, BATCHES, new CpuDevice())) {
      assertThatThrownBy(() -> gradients.at(cut, WEIGHTS, 1, true))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(device.closed).hasValue(1);
      assertThat(gradients.at(whole, WEIGHTS, 1, true).sums())
          .isEqualTo(fresh.at(whole, WEIGHTS, 1, true).sums());
    }
    assertThat(device.closed).hasValue(2);
  }

  @Test
  void whatIsHeldDoesNotChangeABit() {
    Gradient expected;
    try (ShardGradients fresh = new ShardGradients(NETWORK, BATCHES, new CpuDevice())) {
      expected = fresh.at(read(1), WEIGHTS, 3, true);
    }
    try (ShardGradients used = new ShardGradients(NETWORK, BATCHES, new CpuDevice())) {
      used.at(read(1), WEIGHTS, 1, false);
      used.at(read(0), WEIGHTS, 2, true);
      assertThat(used.at(read(1), WEIGHTS, 3, false).sums()).isEqualTo(expected.sums());
      assertThat(used.at(read(1), WEIGHTS, 3, true).sums()).isEqualTo(expected.sums());
    }
  }
}

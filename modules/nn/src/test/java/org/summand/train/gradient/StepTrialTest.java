package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;
import org.summand.nn.Network;

class StepTrialTest {
  private static final Network NETWORK = Network.parse("3 -> 4 relu -> 2 softmax");

  /** The CPU, keeping the losses of its blocks of rows. */
  private record Watched(List<Integer> rows, List<Double> losses) implements Device {
    Watched() {
      this(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    }

    @Override
    public String name() {
      return "watched";
    }

    @Override
    public String description() {
      return "the CPU, watched";
    }

    @Override
    public Workspace open(Footprint footprint) {
      Workspace cpu = new CpuDevice().open(footprint);
      return (Workspace)
          Proxy.newProxyInstance(
              Workspace.class.getClassLoader(),
              new Class<?>[] {Workspace.class},
              (proxy, operation, operands) -> {
                try {
                  Object result = operation.invoke(cpu, operands);
                  if (operation.getName().equals("gather")) {
                    rows.add(((int[]) operands[0]).length);
                  } else if (operation.getName().equals("loss")) {
                    losses.add((double) result);
                  }
                  return result;
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              });
    }
  }

  @Test
  void takesNoLongerThanItWasSeenToTake() {
    StepTrial trial = new StepTrial(NETWORK, 100);
    long start = System.nanoTime();
    double seconds = trial.seconds(new CpuDevice());
    double elapsed = (System.nanoTime() - start) / 1e9;
    assertThat(seconds).isPositive().isLessThan(elapsed);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "37, 37", "1024, 1024", "5000, 1024"})
  void eachShardGivesARunsRowsUpToABlock(int asked, int given) {
    Watched device = new Watched();
    new StepTrial(NETWORK, asked).seconds(device);
    assertThat(device.rows).containsOnly(given);
  }

  /** Features and targets are gathered: twice in a step for each processor. */
  @Test
  void everyProcessorHasAShardAndTheFirstStepIsNotTheOnlyOne() {
    Watched device = new Watched();
    new StepTrial(NETWORK, 10).seconds(device);
    int ofAStep = 2 * Runtime.getRuntime().availableProcessors();
    assertThat(device.rows.size() % ofAStep).isZero();
    assertThat(device.rows.size() / ofAStep).isBetween(2, 4);
  }

  /** A device may be slow on zeros or on what is no number, and fast on rows without weight. */
  @Test
  void rowsAreWorthLearningFrom() {
    Watched device = new Watched();
    new StepTrial(NETWORK, 10).seconds(device);
    assertThat(device.losses).allMatch(loss -> loss > 0 && Double.isFinite(loss));
    assertThat(device.losses.stream().distinct().count())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}

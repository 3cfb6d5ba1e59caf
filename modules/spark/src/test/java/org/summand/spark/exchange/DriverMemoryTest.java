package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.spark.MemoryRun;
import org.summand.spark.SeparateJvm;

/** Processes with little memory: what is refused, and what is not. */
class DriverMemoryTest {
  private static final int MOMENTS_OF_ADAM = 2;

  /**
   * With 6 shards, 6 gradients come in one stage, 2 in a tree; with one, the optimiser's step is
   * the fullest moment. Local tasks are two at a time.
   */
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "local[2], 6, 1, 0, 6, 2",
    "local[2], 6, 2, 0, 2, 2",
    "'local-cluster[2,1,1024]', 6, 1, 0, 6, 0",
    "'local-cluster[2,1,1024]', 1, 1, 0, 1, 0",
    "'local-cluster[2,1,1024]', 1, 1, 9, 1, 0"
  })
  void whatIsNeededIsEnoughAndLessIsRefused(
      String master, int shards, int depth, int patience, int gradients, int tasksHere)
      throws IOException, InterruptedException {
    long mebibytes = neededMebibytes(gradients, tasksHere, patience > 0);
    assertThat(run(mebibytes + 32, master, shards, depth, patience)).isEqualTo("trained 6");
    assertRefused(mebibytes, master, shards, depth, patience);
  }

  @Test
  void whatWouldNotFitIsRefusedBeforeTheFirstStep() throws IOException, InterruptedException {
    assertRefused(neededMebibytes(6, 2, false), "local[2]", 6, 1, 0);
  }

  @Test
  void theBestWeightsOfEarlyStoppingAreOneArrayMore() {
    long bytes = (long) Float.BYTES * MemoryRun.NETWORK.weightCount();
    assertThat(needed(6, 2, true) - needed(6, 2, false)).isEqualTo(bytes);
  }

  private static void assertRefused(long needed, String master, int shards, int depth, int patience)
      throws IOException, InterruptedException {
    assertThat(run(needed - 32, master, shards, depth, patience))
        .startsWith("refused: the driver needs about " + needed + " MiB")
        .contains("to at least " + needed + "m", "fewer shards");
  }

  private static long needed(int gradients, int tasksHere, boolean keepsBest) {
    return new DriverMemory(0, 0, tasksHere, keepsBest)
        .needed(MemoryRun.NETWORK.weightCount(), MOMENTS_OF_ADAM, gradients);
  }

  private static long neededMebibytes(int gradients, int tasksHere, boolean keepsBest) {
    return (needed(gradients, tasksHere, keepsBest) >> 20) + 1;
  }

  private static String run(long mebibytes, String master, int shards, int depth, int patience)
      throws IOException, InterruptedException {
    return SeparateJvm.runWithOptions(
            List.of("-Xmx" + mebibytes + "m", SeparateJvm.QUICK_START),
            MemoryRun.class,
            master,
            String.valueOf(shards),
            String.valueOf(depth),
            String.valueOf(patience))
        .strip();
  }
}

package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.spark.MemoryRun;
import org.summand.spark.SeparateJvm;

/** Processes with little memory: what is refused, and what is not. */
class DriverMemoryTest {
  private static final int MOMENTS_OF_ADAM = 2;

  /** With 6 shards, 6 gradients come in one stage, 2 in a tree; local tasks are two at a time. */
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"local[2], 1, 6, 2", "local[2], 2, 2, 2", "'local-cluster[2,1,1024]', 1, 6, 0"})
  void whatIsNeededIsEnoughAndLessIsRefused(String master, int depth, int gradients, int tasksHere)
      throws IOException, InterruptedException {
    long mebibytes = neededMebibytes(gradients, tasksHere);
    assertThat(run(mebibytes + 32, master, depth)).isEqualTo("trained 6");
    assertRefused(mebibytes, master, depth);
  }

  @Test
  void whatWouldNotFitIsRefusedBeforeTheFirstStep() throws IOException, InterruptedException {
    assertRefused(neededMebibytes(6, 2), "local[2]", 1);
  }

  private static void assertRefused(long needed, String master, int depth)
      throws IOException, InterruptedException {
    assertThat(run(needed - 32, master, depth))
        .startsWith("refused: the driver needs about " + needed + " MiB")
        .contains("to at least " + needed + "m", "fewer shards");
  }

  private static long neededMebibytes(int gradients, int tasksHere) {
    int weights = MemoryRun.NETWORK.weightCount();
    DriverMemory room = new DriverMemory(0, 0, tasksHere);
    return (room.needed(weights, MOMENTS_OF_ADAM, gradients) >> 20) + 1;
  }

  private static String run(long mebibytes, String master, int depth)
      throws IOException, InterruptedException {
    return SeparateJvm.runWithHeap(mebibytes + "m", MemoryRun.class, master, String.valueOf(depth))
        .strip();
  }
}

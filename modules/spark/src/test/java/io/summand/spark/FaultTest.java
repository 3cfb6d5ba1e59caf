package io.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs on two executors, processes of their own, to which something happens. */
class FaultTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "reliability.md");

  private static final Set<String> NAMES =
      Arrays.stream(Fault.values()).map(Fault::name).collect(Collectors.toSet());

  /** What happened in each run, under the fault's name: strikes, executors lost, checksum. */
  private static Map<String, String[]> runs;

  private static String output;

  @BeforeAll
  static void runAll() throws Exception {
    output = SeparateJvm.run(FaultyRuns.class);
    runs =
        output
            .lines()
            .map(line -> line.split(" "))
            .filter(words -> NAMES.contains(words[0]))
            .collect(Collectors.toMap(words -> words[0], words -> words));
  }

  @ParameterizedTest
  @EnumSource
  void disturbedRunEqualsUndisturbedRun(Fault fault) {
    String[] run = runs.get(fault.name());
    assertThat(run).isNotNull();
    assertThat(run[1]).as("strikes").isEqualTo(String.valueOf(fault.strikes));
    assertThat(run[2]).as("executors lost").isEqualTo(String.valueOf(fault.executorsLost));
    assertThat(run[3]).isEqualTo(runs.get(Fault.NONE.name())[3]);
  }

  @Test
  void twoProcessesTrainToTheBitsOfOne(@TempDir Path folder) {
    assertThat(runs.get(Fault.NONE.name())[3])
        .isEqualTo(FaultyRuns.weights(SharedSpark.context(), Fault.NONE, folder));
  }

  @Test
  void aBadRowFailsTheRunOnceAndIsNamed() {
    assertThat(output.lines().filter(line -> line.startsWith(FaultyRuns.POISONED)))
        .singleElement()
        .asString()
        .contains("poisoned: 0 failed tasks", "x0", "row 17 of partition 2");
  }

  @ParameterizedTest
  @EnumSource
  void theTableOfFaultsIsTheDocumentedOne(Fault fault) throws Exception {
    String[] run = runs.get(fault.name());
    boolean same = run[3].equals(runs.get(Fault.NONE.name())[3]);
    assertThat(Files.readString(DOCUMENT))
        .contains(
            "| "
                + fault.words
                + " | "
                + run[2]
                + " | "
                + (same ? "the same weights, to the bit" : "other weights")
                + " |");
  }
}

package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.spark.cost.ExchangeStrategy;

/** Runs on executors, processes of their own, to which something happens. */
@Tag("slow")
class FaultTest {
  /** A run as {@link FaultyRuns} printed it. */
  private record Run(int strikes, int lost, int given, String weights) {
    static Run of(String[] words) {
      return new Run(
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          words[4]);
    }
  }

  /** By their names. */
  private static Map<String, Run> runs;

  private static String output;

  @BeforeAll
  static void runAll() throws Exception {
    output = SeparateJvm.runBriefly(FaultyRuns.class);
    runs =
        output
            .lines()
            .map(line -> line.split(" "))
            .filter(words -> all().anyMatch(each -> name(each).equals(words[0])))
            .collect(Collectors.toMap(words -> words[0], Run::of));
  }

  static Stream<Arguments> all() {
    return Arrays.stream(ExchangeStrategy.values())
        .flatMap(
            strategy ->
                Strategies.faults(strategy).stream().map(fault -> Arguments.of(fault, strategy)));
  }

  private static String name(Arguments run) {
    return FaultyRuns.name((Fault) run.get()[0], (ExchangeStrategy) run.get()[1]);
  }

  private static Run run(Fault fault, ExchangeStrategy strategy) {
    return runs.get(FaultyRuns.name(fault, strategy));
  }

  private static Run undisturbed() {
    return run(Fault.NONE, ExchangeStrategy.ONE_STAGE);
  }

  @ParameterizedTest
  @MethodSource("all")
  void disturbedRunEqualsUndisturbedRun(Fault fault, ExchangeStrategy strategy) {
    Run run = run(fault, strategy);
    assertThat(run).isNotNull();
    assertThat(run.strikes).as("strikes").isEqualTo(fault.strikes);
    if (fault.isByAllocation()) {
      // Spark may take and give more of them, where a machine does much else.
      assertThat(run.lost).as("executors lost").isGreaterThanOrEqualTo(fault.executorsLost);
      assertThat(run.given).as("executors given").isGreaterThanOrEqualTo(fault.executorsGiven);
    } else {
      assertThat(run.lost).as("executors lost").isEqualTo(fault.executorsLost);
      assertThat(run.given).as("executors given").isEqualTo(fault.executorsGiven);
    }
    assertThat(run.weights).isEqualTo(undisturbed().weights);
  }

  @Test
  void twoProcessesTrainToTheBitsOfOne() {
    assertThat(undisturbed().weights)
        .isEqualTo(
            FaultyRuns.weights(
                SharedSpark.context(), Fault.NONE, ExchangeStrategy.ONE_STAGE, CpuDevice.NAME));
  }

  @Test
  void aBadRowFailsTheRunOnceAndIsNamed() {
    assertThat(output.lines().filter(line -> line.startsWith(FaultyRuns.POISONED)))
        .singleElement()
        .asString()
        .contains("poisoned: 0 failed tasks", "'x0'", "{x0: Infinity, ");
  }

  @Test
  void theTableOfFaultsIsTheDocumentedOne() throws Exception {
    Function<Arguments, String> line =
        each -> line((Fault) each.get()[0], (ExchangeStrategy) each.get()[1]);
    DocumentedTable.require(
        "| fault | steps are taken | executors lost | given | the run ends with |",
        all().map(line).toList());
  }

  private static String line(Fault fault, ExchangeStrategy strategy) {
    boolean same = run(fault, strategy).weights.equals(undisturbed().weights);
    return String.join(
        " | ",
        "| " + fault.words,
        strategy.text(),
        fault.executorsLost + orMore(fault),
        fault.executorsGiven + orMore(fault),
        (same ? "the same weights, to the bit" : "other weights") + " |");
  }

  private static String orMore(Fault fault) {
    return fault.isByAllocation() ? " or more" : "";
  }
}

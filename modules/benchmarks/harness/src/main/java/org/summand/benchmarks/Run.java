package org.summand.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What was measured between one start of the launcher and its end. Only numbers of one run may be
 * compared.
 *
 * @param date when it began, to the minute
 * @param machine what it ran on
 * @param jvms the JVMs that each system had, one after the other, in turn with the others
 * @param results what came out
 */
record Run(String date, String machine, int jvms, List<Result> results) {
  /** Whether every system was measured at every workload that asks anything of it. */
  @JsonIgnore
  boolean isComplete() {
    return List.of(Workload.values()).stream()
        .allMatch(
            workload ->
                List.of(SystemName.values()).stream()
                    .filter(system -> system.takesPartIn(workload))
                    .allMatch(system -> hasMeasured(workload, system)));
  }

  private boolean hasMeasured(Workload workload, SystemName system) {
    return results.stream()
        .anyMatch(
            result ->
                result.workload() == workload
                    && result.system() == system
                    && result.failure().isEmpty());
  }

  /**
   * One system at one workload.
   *
   * @param description of the system; null where it failed
   * @param summaries of what was timed, of all its JVMs together
   * @param failure why there are none; empty where there are
   */
  record Result(
      Workload workload,
      SystemName system,
      SystemDescription description,
      List<SeriesSummary> summaries,
      String failure) {
    static Result of(Workload workload, SystemName system, Outcome outcome) {
      List<SeriesSummary> summaries = outcome.series().stream().map(SeriesSummary::of).toList();
      return new Result(workload, system, outcome.description(), summaries, outcome.failure());
    }
  }
}

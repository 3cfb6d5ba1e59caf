package org.summand.benchmarks;

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
  /**
   * One system at one workload.
   *
   * @param facts of the system; null where it failed
   * @param figures of all its JVMs together
   * @param failure why there are none; empty where there are
   */
  record Result(
      Workload workload, SystemName system, Facts facts, List<Figures> figures, String failure) {
    static Result of(Workload workload, SystemName system, Answer answer) {
      List<Figures> figures = answer.series().stream().map(Figures::of).toList();
      return new Result(workload, system, answer.facts(), figures, answer.failure());
    }
  }
}

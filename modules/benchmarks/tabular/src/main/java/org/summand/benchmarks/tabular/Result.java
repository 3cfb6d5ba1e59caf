package org.summand.benchmarks.tabular;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One system on one table.
 *
 * @param version of the system
 * @param seeds of its trainings
 * @param losses of each training on the test part, {@link Task#loss}
 * @param aucs of each training; none where there is no such thing
 * @param seconds that each training took
 * @param resampled the mean of the trainings' losses on each of {@link Resamples}
 */
record Result(
    String table,
    Task task,
    Learner learner,
    Origin origin,
    String version,
    int trainingRows,
    int testRows,
    long[] seeds,
    double[] losses,
    double[] aucs,
    double[] seconds,
    double[] resampled) {

  /** A result of trainings, one score for each fit. */
  static Result of(
      Parts parts, Learner learner, Origin origin, List<Fit> fits, List<Score> scores) {
    Task task = parts.table().task();
    List<double[]> rowLosses = scores.stream().map(Score::rowLosses).toList();
    long[] seeds = new long[fits.size()];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = seed(i);
    }
    return new Result(
        parts.table().name(),
        task,
        learner,
        origin,
        fits.get(0).version(),
        parts.trainingRows(),
        parts.testRows(),
        seeds,
        rowLosses.stream().mapToDouble(task::loss).toArray(),
        scores.stream().mapToDouble(Score::auc).filter(auc -> !Double.isNaN(auc)).toArray(),
        fits.stream().mapToDouble(Fit::seconds).toArray(),
        Resamples.losses(task, rowLosses));
  }

  /** The seed of a training, counted from 0. */
  static long seed(int training) {
    return training + 1L;
  }

  /** The loss, a mean over seeds. */
  @JsonIgnore
  double loss() {
    return Moments.mean(losses);
  }

  /**
   * How far the loss on another test part like this one would be away, as a standard deviation: of
   * a share, √(p (1 − p) / rows); of RMSE, that of the resamples.
   */
  @JsonIgnore
  double standardError() {
    return task == Task.CLASS
        ? Math.sqrt(loss() * (1 - loss()) / testRows)
        : Moments.deviation(resampled);
  }

  /** The same of the difference to another system's loss on the same rows, by the resamples. */
  double standardErrorOfDifference(Result other) {
    double[] differences = new double[resampled.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = resampled[i] - other.resampled[i];
    }
    return Moments.deviation(differences);
  }

  /** Whether this is in place of another one. */
  boolean replaces(Result other) {
    return table.equals(other.table) && learner == other.learner;
  }
}

package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.summand.benchmarks.ChildProgram;
import org.summand.benchmarks.Json;

/** Trains a system in processes of its own. */
interface Trainer {
  /** The threads that every system computes with. */
  int THREADS = 2;

  /** More than any of them takes on a busy machine. */
  int MOST_MINUTES = 60;

  /**
   * Trains on one part of a table and writes predictions of the other, as {@link Score} reads them.
   *
   * @param scratch where files may be left
   * @throws IOException where it cannot, in words
   */
  Fit fit(Learner learner, Parts parts, long seed, Path scratch, Path predictions)
      throws IOException, InterruptedException;

  /** Runs a program, whose words go into a log. */
  static List<String> run(ChildProgram program, Path log) throws IOException, InterruptedException {
    program.builder().redirectError(log.toFile());
    // scikit-learn, its BLAS and OpenBLAS take their number of threads from here.
    program.builder().environment().put("OMP_NUM_THREADS", String.valueOf(THREADS));
    Optional<String> failure = program.run(MOST_MINUTES);
    if (failure.isPresent()) {
      throw new IOException(failure.get() + "; see " + log);
    }
    return program.lines();
  }

  /** Runs a program that prints a {@link Fit} at its end. */
  static Fit fit(ChildProgram program, Path log) throws IOException, InterruptedException {
    List<String> lines = run(program, log);
    if (lines.isEmpty()) {
      throw new IOException("it printed nothing; see " + log);
    }
    return Json.MAPPER.readValue(lines.get(lines.size() - 1), Fit.class);
  }
}

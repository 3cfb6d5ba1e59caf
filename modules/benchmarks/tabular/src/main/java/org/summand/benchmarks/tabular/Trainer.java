package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Map<String, String> environment = program.builder().environment();
    // scikit-learn, XGBoost and LightGBM take their number of threads from here.
    environment.put("OMP_NUM_THREADS", String.valueOf(THREADS));
    // One a task, as Summand and MLlib have it; a step of a small network has nothing to share.
    environment.put("OPENBLAS_NUM_THREADS", "1");
    // Threads that wait sleep. They would else keep a core from other work on the machine, and so
    // from each other, which has made XGBoost and LightGBM ten times slower.
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    Optional<String> failure = program.run(MOST_MINUTES);
    if (failure.isPresent()) {
      throw new IOException(failure.get() + ": " + lastLine(log) + " (" + log + ")");
    }
    return program.lines();
  }

  /** What a program said last, which says why it failed. */
  private static String lastLine(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.isBlank())
        .reduce((before, last) -> last)
        .orElse("it said nothing");
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

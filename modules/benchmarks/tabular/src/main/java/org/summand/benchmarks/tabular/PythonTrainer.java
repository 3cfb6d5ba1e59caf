package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.summand.benchmarks.ChildProgram;

/**
 * The peers in Python, by {@code peers.py}: in an environment of the benchmark's own, which is made
 * when it is first needed, or by an interpreter that has the same libraries.
 */
final class PythonTrainer implements Trainer {
  private final Path module;
  private final Optional<Path> interpreter;

  /**
   * @param module the folder of this module
   * @param interpreter one that has what requirements.txt names; empty for one of the benchmark's
   *     own
   */
  PythonTrainer(Path module, Optional<Path> interpreter) {
    this.module = module;
    this.interpreter = interpreter;
  }

  @Override
  public Fit fit(Learner learner, Parts parts, long seed, Path scratch, Path predictions)
      throws IOException, InterruptedException {
    Path python = interpreter.isPresent() ? interpreter.get() : environment();
    ChildProgram program =
        new ChildProgram(
            scratch.resolve("python.out"),
            List.of(
                python.toString(),
                module.resolve("src/main/python/peers.py").toString(),
                learner.text(),
                parts.training().toString(),
                parts.test().toString(),
                parts.table().label(),
                parts.table().task().text(),
                String.valueOf(seed),
                String.valueOf(THREADS),
                predictions.toString()));
    return Trainer.fit(program, scratch.resolve("python.log"));
  }

  /** The interpreter of the benchmark's own environment, which is made first if there is none. */
  private Path environment() throws IOException, InterruptedException {
    Path folder = module.resolve("target/python");
    Path python = folder.resolve("bin/python");
    Path made = folder.resolve("made");
    Path requirements = module.resolve("requirements.txt");
    if (Files.exists(made) && Files.readString(made).equals(Files.readString(requirements))) {
      return python;
    }
    System.err.println("tables: installing " + requirements + " into " + folder);
    Files.createDirectories(folder.getParent());
    Path log = folder.resolveSibling("python.log");
    Path output = folder.resolveSibling("python.out");
    try {
      Trainer.run(
          new ChildProgram(output, List.of("python3", "-m", "venv", "--clear", folder.toString())),
          log);
      Trainer.run(
          new ChildProgram(
              output,
              List.of(
                  python.toString(),
                  "-m",
                  "pip",
                  "install",
                  "--quiet",
                  "--requirement",
                  requirements.toString())),
          log);
    } catch (IOException impossible) {
      throw new IOException(
          "no environment for Python could be made: "
              + impossible.getMessage()
              + "; mend that, or name a Python that has what "
              + requirements
              + " names with --python",
          impossible);
    }
    Files.copy(requirements, made);
    return python;
  }
}

package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Path;
import org.summand.benchmarks.ChildJvm;

/** MLlib, in a JVM with a Spark session of its own; see {@link MllibProcess}. */
final class MllibTrainer implements Trainer {
  private final Path root;

  /**
   * @param root the project's folder
   */
  MllibTrainer(Path root) {
    this.root = root;
  }

  @Override
  public Fit fit(Learner learner, Parts parts, long seed, Path scratch, Path predictions)
      throws IOException, InterruptedException {
    ChildJvm jvm =
        new ChildJvm(
            root,
            System.getProperty("java.class.path"),
            scratch.resolve("mllib.out"),
            // Tables that these systems learn in seconds are small.
            "-Xms2g",
            "-Xmx2g",
            MllibProcess.class.getName(),
            learner.text(),
            parts.training().toString(),
            parts.test().toString(),
            parts.table().label(),
            parts.table().task().text(),
            String.valueOf(seed),
            predictions.toString());
    return Trainer.fit(jvm, scratch.resolve("mllib.log"));
  }
}

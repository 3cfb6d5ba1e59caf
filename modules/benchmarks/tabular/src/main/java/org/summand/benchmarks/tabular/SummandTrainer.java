package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.summand.benchmarks.ChildProgram;

/** Summand as a user has it: by its command. The seconds are those of the whole command. */
final class SummandTrainer implements Trainer {
  private final Path root;
  private boolean isPrepared;

  /**
   * @param root the project's folder
   */
  SummandTrainer(Path root) {
    this.root = root;
  }

  @Override
  public Fit fit(Learner learner, Parts parts, long seed, Path scratch, Path predictions)
      throws IOException, InterruptedException {
    if (!isPrepared) {
      prepare(scratch);
    }
    Path model = scratch.resolve("model");
    List<String> train =
        List.of(
            "train",
            "--data=" + parts.training(),
            "--label=" + parts.table().label(),
            "--set=train.seed=" + seed);
    long start = System.nanoTime();
    train(train, model, scratch);
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> predict = List.of("predict", "--model=" + model, "--data=" + parts.test());
    run(predict, predictions, scratch.resolve("predict.log"));
    return new Fit(version(scratch), seconds);
  }

  private void train(List<String> command, Path model, Path scratch)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(
        List.of("--out=" + model, "--overwrite", "--set=spark.master=local[" + THREADS + "]"));
    run(whole, scratch.resolve("train.out"), scratch.resolve("train.log"));
  }

  /** What comes once, the build and the archive of classes, does not count. */
  private void prepare(Path scratch) throws IOException, InterruptedException {
    List<String> train =
        List.of("train", "--conf=" + root.resolve("conf/digits.conf"), "--set=train.epochs=1");
    train(train, scratch.resolve("digits"), scratch);
    isPrepared = true;
  }

  private String version(Path scratch) throws IOException, InterruptedException {
    return run(List.of("--version"), scratch.resolve("version.out"), scratch.resolve("version.log"))
        .get(0)
        .replaceFirst("^summand", Learner.SUMMAND.title());
  }

  private List<String> run(List<String> command, Path output, Path log)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    whole.add(root.resolve("deploy/local/summand").toString());
    whole.addAll(command);
    ChildProgram program = new ChildProgram(output, whole);
    // Paths in conf/ start there.
    program.builder().directory(root.toFile());
    return Trainer.run(program, log);
  }
}

package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets systems learn tables, one after the other and several times with different seeds, judges
 * them by the test parts, and prints and keeps what came out.
 */
public final class Main {
  private final Arguments arguments;
  private final Path module;
  private final Origin origin;
  private final Trainer summand;
  private final Trainer python;
  private final Trainer mllib;

  private Main(Path root, Arguments arguments) throws IOException, InterruptedException {
    this.arguments = arguments;
    module = root.resolve("modules/benchmarks/tabular");
    origin = Origin.now(root);
    summand = new SummandTrainer(root);
    python = new PythonTrainer(module, arguments.python());
    mllib = new MllibTrainer(root);
  }

  public static void main(String[] args) throws InterruptedException {
    try {
      Path root = Path.of(System.getProperty("root", "")).toAbsolutePath();
      Arguments arguments = Arguments.parse(root, List.of(args));
      if (arguments.page().isPresent()) {
        new TableRecords(arguments.page().get()).rewritePage();
      } else if (!new Main(root, arguments).run()) {
        System.exit(1);
      }
    } catch (IllegalArgumentException wrong) {
      end(wrong, 2);
    } catch (IOException impossible) {
      end(impossible, 1);
    }
  }

  private static void end(Exception reason, int status) {
    System.err.println("tables: " + reason.getMessage());
    System.exit(status);
  }

  /** Measures; whether all could be. */
  private boolean run() throws IOException, InterruptedException {
    Optional<TableRecords> records = arguments.records().map(TableRecords::new);
    if (records.isPresent()) {
      records.get().requireWritable();
    }
    List<Parts> tables = parts(records);
    List<Result> results = new ArrayList<>();
    boolean isWhole = true;
    for (Parts parts : tables) {
      for (Learner learner : arguments.learners()) {
        if (learner.learns(parts.table().task())) {
          Optional<Result> result = measure(parts, learner);
          isWhole &= result.isPresent();
          if (result.isPresent()) {
            results = TableRecords.merged(results, result.get());
            if (records.isPresent()) {
              records.get().add(result.get());
            }
          }
        }
      }
    }
    if (!results.isEmpty()) {
      System.out.print(Report.of(results));
    }
    return isWhole;
  }

  /** The tables that are asked for, each in its two parts. */
  private List<Parts> parts(Optional<TableRecords> records) throws IOException {
    List<Parts> all = new ArrayList<>();
    for (OpenTable table : arguments.choose(OpenTable.in(arguments.data()))) {
      Parts parts = Parts.of(table, arguments.data(), Files.createDirectories(scratch(table)));
      if (records.isPresent()) {
        records.get().requireSameRows(parts);
      }
      all.add(parts);
    }
    return all;
  }

  private Path scratch(OpenTable table) {
    return module.resolve("target/runs").resolve(table.name());
  }

  /** Trains with each seed; nothing where that cannot be done, and why is said. */
  private Optional<Result> measure(Parts parts, Learner learner) throws InterruptedException {
    try {
      return Optional.of(result(parts, learner));
    } catch (IOException impossible) {
      System.err.printf(
          "tables: %s, %s: %s%n", parts.table().name(), learner.text(), impossible.getMessage());
      return Optional.empty();
    }
  }

  private Result result(Parts parts, Learner learner) throws IOException, InterruptedException {
    Path scratch = scratch(parts.table());
    Path own = Files.createDirectories(scratch.resolve(learner.text()));
    List<Fit> fits = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (int training = 0; training < arguments.seeds(); training++) {
      long seed = Result.seed(training);
      System.err.printf("tables: %s, %s, seed %d%n", parts.table().name(), learner.text(), seed);
      Path predictions = scratch.resolve(learner.text() + "-" + seed + ".csv");
      fits.add(trainer(learner).fit(learner, parts, seed, own, predictions));
      scores.add(Score.of(parts, predictions));
    }
    return Result.of(parts, learner, origin, fits, scores);
  }

  private Trainer trainer(Learner learner) {
    return switch (learner) {
      case SUMMAND -> summand;
      case SKLEARN_PERCEPTRON, HIST_GRADIENT_BOOSTING, XGBOOST, LIGHTGBM -> python;
      case MLLIB_PERCEPTRON, MLLIB_GBT -> mllib;
    };
  }
}

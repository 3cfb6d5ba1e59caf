package org.summand.cli.run;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Formats;
import org.summand.cli.output.Output;
import org.summand.spark.Candidate;
import org.summand.spark.RunOptions;
import org.summand.spark.TableTuning;
import org.summand.spark.Trainer;
import org.summand.train.DivergedException;
import org.summand.train.TrainingSettings;
import org.summand.train.tune.Search;
import org.summand.train.tune.Variation;

/** Tries settings as long as there is time, and chooses what is trained in the end. */
final class Tuner {
  /** So many challengers that would take too long are passed over before the tries end. */
  private static final int MOST_SKIPPED = 30;

  /** A larger bag is trained in the end where that takes no more than this share of all time. */
  private static final double MOST_OF_TIME = 0.4;

  /** By how much a bag may be larger than what is trained untuned, the largest first. */
  private static final int[] LARGER = {4, 2};

  /** By how much it is larger where tries are counted and time is not. */
  private static final int LARGER_UNTIMED = 2;

  private final TuningRequest request;
  private final RunConfiguration run;
  private final PackedRows rows;
  private final TableTuning tuning;
  private final TryFile file;
  private final TryTimes times;
  private final Output output;
  private final TrainingPhase phase;
  private final long startedAt;
  private int skipped;

  /**
   * @param startedAt when the run began, in nanoseconds
   */
  Tuner(
      TuningRequest request,
      RunConfiguration run,
      PackedRows rows,
      List<Candidate> starts,
      TryFile file,
      Output output,
      TrainingPhase phase,
      long startedAt) {
    this.request = request;
    this.run = run;
    this.rows = rows;
    this.file = file;
    this.output = output;
    this.phase = phase;
    this.startedAt = startedAt;
    try {
      tuning =
          new TableTuning(
              rows.data(), starts, settings -> said(settings, starts), run.training().stopping());
    } catch (IllegalArgumentException nothingToSearch) {
      throw new RequestException(nothingToSearch.getMessage(), nothingToSearch);
    }
    times = new TryTimes(rows.data());
  }

  private TrainingSettings said(TrainingSettings settings, List<Candidate> starts) {
    TrainingSettings said = run.training().overlay().apply(settings);
    return run.training().said().isPresent()
        ? said.withNetwork(starts.get(0).settings().network())
        : said;
  }

  /**
   * Makes the tries, those that were made before not again.
   *
   * @return what to train, and what is to be told of the tries
   * @throws Interruption.Interrupted where the user ended it
   */
  Tuned tune(LazySparkSession session) throws IOException {
    file.belongsTo(identity());
    replay();
    Optional<Search.Try> next;
    while ((next = affordable()).isPresent()) {
      make(next.get(), session);
    }
    Variation best = tuning.search().best();
    Candidate chosen = tuning.candidate(best);
    Candidate trained = trained(chosen, request.minutes().isPresent() ? left() : 0);
    double expected = times.expected(trained.settings());
    if (request.minutes().isPresent() && left() < expected) {
      output.say(
          "training the model is expected to take "
              + Formats.duration(expected)
              + ", longer than the minutes leave");
    }
    output.say(
        String.format(
            Locale.ROOT,
            "%d tries in %s; training %s%s",
            file.tries().size(),
            Formats.duration(elapsed()),
            tuning.words(best),
            trained.settings().network().bag() > 1
                ? ", a bag of " + trained.settings().network().bag()
                : ""));
    return new Tuned(tuning, best, trained, file);
  }

  /** All that decides what is tried, besides the order of tries. */
  private Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("the table", rows.data().fingerprint());
    identity.put("the number of shards", String.valueOf(rows.data().shards()));
    identity.put("the scaling of the label", rows.data().targetScaling().method().text());
    StringBuilder settings = new StringBuilder();
    for (Candidate start : tuning.starts()) {
      settings.append(new TreeMap<>(start.settings().toTexts())).append(start.earlyStopping());
    }
    identity.put("what is said of training", settings.toString());
    return identity;
  }

  /** Tells the search of the tries that were made before; those it passed over it draws again. */
  private void replay() {
    for (MadeTry made : file.tries()) {
      Search.Try next = tuning.search().next().orElseThrow(this::otherTries);
      while (!made.isOf(trial(next).toTexts())) {
        if (!tuning.search().isNew()) {
          throw otherTries();
        }
        tuning.search().skip();
        next = tuning.search().next().orElseThrow(this::otherTries);
      }
      times.add(trial(next), made.epochs(), made.seconds());
      tuning.search().tell(made.cost());
    }
    phase.keepsTries(file.name(), file.tries().size());
    if (!file.tries().isEmpty()) {
      output.say("going on after " + file.tries().size() + " tries in " + file.name());
    }
  }

  private RequestException otherTries() {
    return new RequestException(
        "the tries in "
            + file.name()
            + " are not those that this version would make; pass --overwrite without --resume to"
            + " begin anew");
  }

  private TrainingSettings trial(Search.Try next) {
    return tuning.candidate(next.variation()).trial(rows.data(), next.fold());
  }

  /** What to try next; empty where there is nothing left, or no time. */
  private Optional<Search.Try> affordable() {
    while (true) {
      Optional<Search.Try> next = tuning.search().next();
      if (next.isEmpty() || isAffordable(next.get())) {
        return next;
      }
      boolean mayBeOther = request.minutes().isPresent() && tuning.search().isNew();
      if (!mayBeOther || skipped++ == MOST_SKIPPED) {
        return Optional.empty();
      }
      tuning.search().skip();
    }
  }

  private boolean isAffordable(Search.Try next) {
    if (request.tries().isPresent()) {
      return file.tries().size() < request.tries().getAsInt();
    }
    if (file.tries().size() < tuning.starts().size()) {
      return true;
    }
    double training = Math.max(reserve(tuning.search().best()), reserve(next.variation()));
    return left() >= times.expected(trial(next)) + training;
  }

  /** What is trained of a candidate in the end: as large a bag as there is time for. */
  private Candidate trained(Candidate candidate, double most) {
    if (request.tries().isPresent()) {
      return tuning.larger(candidate, LARGER_UNTIMED).orElse(candidate);
    }
    return Arrays.stream(LARGER)
        .mapToObj(times -> tuning.larger(candidate, times))
        .flatMap(Optional::stream)
        .filter(larger -> times.expected(larger.settings()) <= most)
        .findFirst()
        .orElse(candidate);
  }

  /** The seconds to leave for the final training of a candidate. */
  private double reserve(Variation variation) {
    double most = MOST_OF_TIME * 60 * request.minutes().orElseThrow();
    return times.expected(trained(tuning.candidate(variation), most).settings());
  }

  private double elapsed() {
    return (System.nanoTime() - startedAt) / 1e9;
  }

  private double left() {
    return 60 * request.minutes().orElseThrow() - elapsed();
  }

  private void make(Search.Try next, LazySparkSession session) throws IOException {
    int number = file.tries().size() + 1;
    TrainingSettings trial = trial(next);
    TryProgress progress =
        new TryProgress(
            output,
            phase,
            number,
            trial.epochs(),
            trial.batches(rows.data().layout()).stepsPerEpoch());
    long from = System.nanoTime();
    double cost = Double.POSITIVE_INFINITY;
    int epochs = 0;
    try {
      RunOptions options = RunOptions.DEFAULT.withExchange(run.exchange()).withListener(progress);
      Trainer.Result result =
          tuning
              .candidate(next.variation())
              .tried(session.context(), rows.data(), next.fold(), options);
      if (result.end() == Trainer.End.LISTENER) {
        throw new Interruption.Interrupted();
      }
      cost = Candidate.cost(result);
      epochs = result.epochs().size();
    } catch (DivergedException diverged) {
      // A try like any other: the worst.
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    times.add(trial, epochs, seconds);
    tuning.search().tell(cost);
    String words = tuning.words(next.variation());
    file.add(new MadeTry(words, next.fold(), trial.toTexts(), cost, epochs, seconds));
    phase.keepsTries(file.name(), number);
    output.say(line(number, next, words, cost));
  }

  private String line(int number, Search.Try next, String words, double cost) {
    return "try "
        + number
        + "  "
        + Formats.duration(elapsed())
        + "  "
        + (Double.isFinite(cost) ? "validation loss " + Formats.decimal(cost) : "diverged")
        + "  fold "
        + (next.fold() + 1)
        + "  "
        + words
        + (next.variation().equals(tuning.search().best()) ? "  (the best so far)" : "");
  }
}

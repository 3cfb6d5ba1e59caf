package org.summand.cli.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Formats;
import org.summand.cli.output.Output;
import org.summand.spark.Candidate;
import org.summand.spark.RunOptions;
import org.summand.spark.TableTrials;
import org.summand.spark.TrainingListener;
import org.summand.train.TrainingSettings;

/** Chooses the network where the user leaves it to the table, and says how. */
final class NetworkTrials implements TableTrials.Listener {
  private final RunConfiguration run;
  private final PackedRows rows;
  private final List<Candidate> candidates;
  private final Output output;
  private final TrainingPhase phase;
  private int tried;

  NetworkTrials(RunConfiguration run, PackedRows rows, Output output, TrainingPhase phase) {
    this.run = run;
    this.rows = rows;
    this.output = output;
    this.phase = phase;
    candidates =
        TableTrials.candidates(
            rows.data(), rows.head(), run.training().overlay(), run.training().stopping());
  }

  /** The settings of the largest network that may be chosen. */
  TrainingSettings largest() {
    return candidates.get(0).settings();
  }

  /**
   * Tries what there is to choose from.
   *
   * @throws Interruption.Interrupted where the user ended it
   */
  Candidate best(LazySparkSession session) {
    Optional<Candidate> best =
        TableTrials.best(
            session.context(),
            rows.data(),
            candidates,
            RunOptions.DEFAULT.withExchange(run.exchange()),
            this);
    best.filter(chosen -> tried > 0)
        .ifPresent(chosen -> output.say("training on " + chosen.words() + ", which did better"));
    return best.orElseThrow(Interruption.Interrupted::new);
  }

  @Override
  public TrainingListener begins(Candidate candidate, TrainingSettings settings) {
    tried++;
    output.say(
        String.format(
            Locale.ROOT,
            "trial %d of %d: %s, one network that holds out a fold",
            tried,
            candidates.size(),
            candidate.words()));
    return new TrainingProgress(
        output, phase, settings.epochs(), settings.batches(rows.data().layout()).stepsPerEpoch());
  }

  @Override
  public void ended(Candidate candidate, OptionalDouble loss) {
    output.say(
        candidate.words()
            + (loss.isPresent()
                ? ": validation loss " + Formats.decimal(loss.getAsDouble())
                : ": training diverged"));
  }
}

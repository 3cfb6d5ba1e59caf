package org.summand.spark;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.summand.data.BadDataException;
import org.summand.data.Folds;
import org.summand.spark.shard.ShardedData;
import org.summand.train.EarlyStopping;
import org.summand.train.TablePreset;
import org.summand.train.TrainingSettings;
import org.summand.train.tune.Knob;
import org.summand.train.tune.Search;
import org.summand.train.tune.Variation;

/** Searches settings for a table around those that would be trained without. */
public final class TableTuning {
  /** On so many folds, or with so many seeds, settings are tried at most. */
  private static final int MOST_FOLDS = 5;

  private final ShardedData data;
  private final List<Candidate> starts;
  private final UnaryOperator<TrainingSettings> said;
  private final UnaryOperator<EarlyStopping> stopping;
  private final Search search;

  /**
   * @param starts what would be trained without
   * @param said changes settings to what the user says
   * @param stopping changes the rule of early stopping to what the user says
   * @throws BadDataException where no rows are held out to judge settings by
   * @throws IllegalArgumentException where the user says all that there is to search
   */
  public TableTuning(
      ShardedData data,
      List<Candidate> starts,
      UnaryOperator<TrainingSettings> said,
      UnaryOperator<EarlyStopping> stopping) {
    this.data = data;
    this.starts = List.copyOf(starts);
    this.said = said;
    this.stopping = stopping;
    requireJudged();
    List<Set<Knob>> open = starts.stream().map(start -> Knob.open(start.settings(), said)).toList();
    if (starts.size() == 1 && open.get(0).isEmpty()) {
      throw new IllegalArgumentException(
          "all settings are said, so there is none to search; leave some out");
    }
    TrainingSettings first = starts.get(0).settings();
    int folds = first.folds().any() ? Math.min(MOST_FOLDS, first.folds().count()) : MOST_FOLDS;
    search = new Search(open, folds, first.seed());
  }

  private void requireJudged() {
    Candidate first = starts.get(0);
    long heldOut = first.trial(data, 0).heldOutRows(data.layout());
    if (first.isJudgedBy(data) && (data.validationRows() > 0 || heldOut > 0)) {
      return;
    }
    throw new BadDataException(
        "settings are judged by rows that are held out, but of "
            + data.trainingRows()
            + " rows in "
            + data.shards()
            + (data.shards() == 1 ? " shard" : " shards")
            + " none are; each shard needs "
            + TablePreset.LEAST_ROWS_OF_SHARDS
            + " rows for that, or set folds or a share of rows to validate on");
  }

  /** The search, which says what to try next. */
  public Search search() {
    return search;
  }

  /** What would be trained without a search. */
  public List<Candidate> starts() {
    return starts;
  }

  /** The settings of a variation. */
  public Candidate candidate(Variation variation) {
    Candidate start = starts.get(variation.start());
    TrainingSettings settings = said.apply(variation.of(start.settings()));
    EarlyStopping rule =
        start.kind().isPresent()
            ? stopping.apply(TablePreset.stopping(settings.epochs()))
            : start.earlyStopping();
    return new Candidate(start.kind(), settings, rule);
  }

  /** A variation in words. */
  public String words(Variation variation) {
    Candidate candidate = candidate(variation);
    String changes = variation.words(candidate.settings());
    boolean isOnlyKind = starts.size() == 1 && !changes.isEmpty();
    return isOnlyKind ? changes : candidate.words() + (changes.isEmpty() ? "" : ", " + changes);
  }

  /**
   * The same candidate as a larger bag, on as many folds, so that each network learns from more of
   * the rows, for when there is time; empty where the user says how many folds there are, or there
   * are too few rows.
   *
   * @param times how many times the networks
   */
  public Optional<Candidate> larger(Candidate candidate, int times) {
    TrainingSettings settings = candidate.settings();
    int bag = times * settings.network().bag();
    Folds folds = new Folds(Math.max(settings.folds().count(), bag));
    boolean isOpen = said.apply(settings.withFolds(folds)).folds().equals(folds);
    if (candidate.kind().isEmpty()
        || !settings.folds().any()
        || !isOpen
        || data.leastRows() < 2 * folds.count()) {
      return Optional.empty();
    }
    TrainingSettings larger =
        settings.withFolds(folds).withNetwork(settings.network().withBag(bag));
    return Optional.of(new Candidate(candidate.kind(), larger, candidate.earlyStopping()));
  }
}

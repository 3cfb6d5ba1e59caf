package org.summand.train.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.summand.compute.CounterRandom;

/**
 * A random search around the best settings known, in which those that are worse are given up early:
 * a race (ROAR of Hutter, Hoos and Leyton-Brown, LION 5, 2011). Of successive halving (Jamieson and
 * Talwalkar, AISTATS 2016) it keeps that few settings are tried on many folds; but it may end after
 * any try, and compares settings only on the same folds, so that folds that are harder than others
 * do not count.
 *
 * <p>First the starts are tried on the first fold; the best is the leader. Then challengers are
 * drawn from it: a few with one setting changed that is known to matter, then with about two that
 * are drawn. A challenger is tried on one fold after the other; once its mean cost is not below the
 * leader's on the same folds it is given up, and once it has been tried on as many as the leader it
 * is the leader. Before each challenger the leader is tried on one fold more, until it knows all.
 *
 * <p>What is asked next is a pure function of the seed and of what was told before.
 */
public final class Search {
  /** What helped most often, alone, and is tried before chance decides. */
  private static final List<Map.Entry<Knob, Double>> FIRST =
      List.of(
          Map.entry(Knob.DROPOUT, 2.0),
          Map.entry(Knob.RATE, 0.5),
          Map.entry(Knob.BATCH, 0.5),
          Map.entry(Knob.CURVES, 2.0),
          Map.entry(Knob.SMOOTHING, 0.0));

  /** The settings that are changed at a time, on average. */
  private static final double CHANGES = 2;

  /** How likely a challenger has another start. */
  private static final double OTHER_START = 0.1;

  /** After so many draws of what was tried already there is nothing new, or hardly. */
  private static final int MOST_DRAWS = 1000;

  /**
   * What to try.
   *
   * @param fold the fold to be held out, from 0
   */
  public record Try(Variation variation, int fold) {}

  /**
   * How well settings did.
   *
   * @param folds on how many folds they were tried, the first ones
   * @param cost the mean of their costs there
   */
  public record Standing(Variation variation, int folds, double cost) {}

  /** One in the race, with its costs, one a fold. */
  private static final class Runner {
    final Variation variation;
    final List<Double> costs = new ArrayList<>();

    Runner(Variation variation) {
      this.variation = variation;
    }

    /** The mean cost on the first folds. */
    double mean(int folds) {
      return costs.subList(0, folds).stream().mapToDouble(c -> c).average().orElseThrow();
    }
  }

  private final List<Set<Knob>> open;
  private final int folds;
  private final long seed;
  private final List<Runner> runners = new ArrayList<>();
  private final Set<Variation> drawn = new HashSet<>();

  private int draws;
  private Runner leader;
  private Runner challenger;
  private Runner asked;
  private boolean leaderIsDue;

  /**
   * @param open for each start the knobs that may be turned
   * @param folds on how many folds settings can be tried
   */
  public Search(List<Set<Knob>> open, int folds, long seed) {
    this.open = List.copyOf(open);
    this.folds = folds;
    this.seed = seed;
    for (int start = 0; start < open.size(); start++) {
      runners.add(new Runner(Variation.of(start)));
      drawn.add(Variation.of(start));
    }
  }

  /** What to try next, the same until its cost is told; empty where nothing is left. */
  public Optional<Try> next() {
    if (asked == null) {
      asked = runner();
    }
    return Optional.ofNullable(asked).map(next -> new Try(next.variation, next.costs.size()));
  }

  private Runner runner() {
    for (int start = 0; start < open.size(); start++) {
      if (runners.get(start).costs.isEmpty()) {
        return runners.get(start);
      }
    }
    if (challenger != null) {
      return challenger;
    }
    boolean mayLead = leader.costs.size() < folds;
    if (leaderIsDue && mayLead) {
      leaderIsDue = false;
      return leader;
    }
    challenger = drawnRunner();
    leaderIsDue = true;
    return challenger == null && mayLead ? leader : challenger;
  }

  /** The cost of what was asked last; infinite where training diverged. */
  public void tell(double cost) {
    Runner told = asked;
    asked = null;
    told.costs.add(cost);
    if (leader == null) {
      if (runners.stream().noneMatch(runner -> runner.costs.isEmpty())) {
        leader = best(runners);
        leaderIsDue = true;
      }
    } else if (told == challenger) {
      int common = told.costs.size();
      if (told.mean(common) >= leader.mean(common)) {
        challenger = null;
      } else if (common >= leader.costs.size()) {
        leader = told;
        challenger = null;
      }
    }
  }

  /** Gives up what was asked last, a challenger, as it cannot be tried; another is drawn. */
  public void skip() {
    challenger = null;
    asked = null;
    leaderIsDue = false;
  }

  /** Whether what is asked next could be skipped: a challenger that was not tried yet. */
  public boolean isNew() {
    return asked != null && asked == challenger && asked.costs.isEmpty();
  }

  /** The best settings known, of which at least one try was told. */
  public Variation best() {
    return (leader == null ? best(tried()) : leader).variation;
  }

  /** The mean costs of two settings on the folds that both were tried on; empty for none. */
  public Optional<double[]> compared(Variation one, Variation other) {
    Optional<Runner> a = find(one);
    Optional<Runner> b = find(other);
    int common =
        Math.min(a.map(r -> r.costs.size()).orElse(0), b.map(r -> r.costs.size()).orElse(0));
    return common == 0
        ? Optional.empty()
        : Optional.of(new double[] {a.get().mean(common), b.get().mean(common)});
  }

  /** The start that did best on the first fold: what is trained where nothing is tuned. */
  public Variation bestStart() {
    return best(tried().stream().filter(r -> runners.indexOf(r) < open.size()).toList()).variation;
  }

  /**
   * How well all did: the best first, then by how far they came, as costs of different folds do not
   * compare.
   */
  public List<Standing> standings() {
    Variation best = best();
    return tried().stream()
        .sorted(
            Comparator.comparing((Runner runner) -> !runner.variation.equals(best))
                .thenComparing(runner -> -runner.costs.size())
                .thenComparing(runner -> runner.mean(runner.costs.size())))
        .map(
            runner ->
                new Standing(
                    runner.variation, runner.costs.size(), runner.mean(runner.costs.size())))
        .toList();
  }

  private Optional<Runner> find(Variation variation) {
    return runners.stream().filter(runner -> runner.variation.equals(variation)).findFirst();
  }

  private List<Runner> tried() {
    return runners.stream().filter(runner -> !runner.costs.isEmpty()).toList();
  }

  private static Runner best(List<Runner> runners) {
    Runner best = runners.get(0);
    for (Runner runner : runners) {
      best = runner.costs.get(0) < best.costs.get(0) ? runner : best;
    }
    return best;
  }

  private Runner drawnRunner() {
    for (int attempt = 0; attempt < MOST_DRAWS; attempt++) {
      int number = draws++;
      Variation variation =
          number < FIRST.size() ? first(FIRST.get(number)) : draw(CounterRandom.key(seed, number));
      if (drawn.add(variation)) {
        Runner runner = new Runner(variation);
        runners.add(runner);
        return runner;
      }
    }
    return null;
  }

  /** The leader with one setting changed; as it is where that cannot be. */
  private Variation first(Map.Entry<Knob, Double> change) {
    Variation from = leader.variation;
    return open.get(from.start()).contains(change.getKey())
        ? from.with(change.getKey(), change.getValue())
        : from;
  }

  /** The leader with a few settings changed. */
  private Variation draw(long key) {
    Variation from = leader.variation;
    if (open.size() > 1 && CounterRandom.uniform(key, 0) < OTHER_START) {
      int other = (from.start() + 1 + index(key, 1, open.size() - 1)) % open.size();
      return kept(new Variation(other, from.changes()));
    }
    List<Knob> knobs = List.copyOf(open.get(from.start()));
    if (knobs.isEmpty()) {
      return from;
    }
    Variation to = from;
    int sure = index(key, 1, knobs.size());
    for (int k = 0; k < knobs.size(); k++) {
      boolean isTurned = CounterRandom.uniform(key, 2 + 2 * k) < (CHANGES - 1) / knobs.size();
      if (k == sure || isTurned) {
        to = to.with(knobs.get(k), otherValue(knobs.get(k), from, key, 3 + 2 * k));
      }
    }
    return to;
  }

  /** Without what its start cannot change. */
  private Variation kept(Variation variation) {
    Variation kept = Variation.of(variation.start());
    for (Knob knob : open.get(variation.start())) {
      kept = kept.with(knob, variation.value(knob));
    }
    return kept;
  }

  private static double otherValue(Knob knob, Variation from, long key, int draw) {
    double[] values = knob.choices();
    int at = 0;
    while (values[at] != from.value(knob)) {
      at++;
    }
    return values[(at + 1 + index(key, draw, values.length - 1)) % values.length];
  }

  private static int index(long key, int draw, int count) {
    return (int) (CounterRandom.uniform(key, draw) * count);
  }
}

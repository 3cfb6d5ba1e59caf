package org.summand.train.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.summand.compute.CounterRandom;

/** A race over costs that are made up. */
class SearchTest {
  private static final int FOLDS = 5;
  private static final Set<Knob> SOME = EnumSet.of(Knob.WIDTH, Knob.RATE, Knob.DROPOUT);
  private static final List<Set<Knob>> TWO = List.of(EnumSet.allOf(Knob.class), SOME);

  /** Makes so many tries, or all there are, and returns them. */
  private static List<Search.Try> make(
      Search search, int tries, ToDoubleFunction<Search.Try> costs) {
    List<Search.Try> made = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      Optional<Search.Try> next = search.next();
      if (next.isEmpty()) {
        break;
      }
      assertThat(search.next()).as("the same until it is told").isEqualTo(next);
      made.add(next.get());
      search.tell(costs.applyAsDouble(next.get()));
    }
    return made;
  }

  private static Search search(long seed) {
    return new Search(TWO, FOLDS, seed);
  }

  /** How far off the best value of each knob; the second start is a little worse. */
  private static double distance(Variation variation) {
    return 10
        + variation.start()
        + Math.abs(variation.value(Knob.WIDTH) - 2)
        + Math.abs(variation.value(Knob.RATE) - 0.5)
        + Math.abs(variation.value(Knob.DROPOUT) - 0.5);
  }

  /** Folds differ by much more than settings do, and a little noise is on top. */
  private static double noisy(Search.Try made) {
    double noise = CounterRandom.normal(made.variation().hashCode(), made.fold());
    return distance(made.variation()) + 50 * made.fold() + 0.1 * noise;
  }

  @Test
  void startsComeFirst() {
    List<Search.Try> made = make(search(1), 3, SearchTest::noisy);
    assertThat(made.subList(0, 2))
        .containsExactly(new Search.Try(Variation.of(0), 0), new Search.Try(Variation.of(1), 0));
    assertThat(made.get(2))
        .as("the leader's next fold")
        .isEqualTo(new Search.Try(Variation.of(0), 1));
  }

  @Test
  void findsWhatIsBetter() {
    for (long seed = 1; seed <= 10; seed++) {
      Search search = search(seed);
      make(search, 80, SearchTest::noisy);
      assertThat(distance(search.best()))
          .as("seed %d: %s", seed, search.best())
          .isLessThan(distance(Variation.of(0)) - 1);
    }
  }

  @Test
  void whatLedIsTriedOnAllFoldsAndChallengersOnFewer() {
    Search search = search(3);
    List<Search.Try> made = make(search, 60, SearchTest::noisy);
    Map<Variation, Integer> folds = new HashMap<>();
    for (Search.Try each : made) {
      assertThat(each.fold())
          .as("one after the other")
          .isEqualTo(folds.merge(each.variation(), 1, Integer::sum) - 1);
    }
    assertThat(folds.get(search.best())).isEqualTo(FOLDS);
    assertThat(folds.values().stream().filter(count -> count == 1).count())
        .as("most are given up at once")
        .isGreaterThan(folds.size() / 2);
    assertThat(search.standings().get(0).variation()).isEqualTo(search.best());
    assertThat(search.standings()).hasSameSizeAs(folds.keySet());
  }

  /** Only the same folds are compared, however much easier the first is than the others. */
  @Test
  void anEasyFoldWinsNothing() {
    Search search = search(4);
    make(search, 60, made -> 1000 * made.fold() + (made.variation().changes().isEmpty() ? 1 : 2));
    assertThat(search.best()).isEqualTo(Variation.of(0));
    double[] costs = search.compared(Variation.of(1), Variation.of(0)).orElseThrow();
    assertThat(costs[0]).as("both on the first fold alone").isEqualTo(costs[1]).isEqualTo(1);
  }

  @Test
  void theSameSeedAndCostsAskTheSame() {
    List<Search.Try> made = make(search(5), 50, SearchTest::noisy);
    assertThat(make(search(5), 50, SearchTest::noisy)).isEqualTo(made);
    assertThat(make(search(6), 50, SearchTest::noisy)).isNotEqualTo(made);
  }

  @Test
  void nothingIsTriedTwiceAndAnEndIsReached() {
    Search search = new Search(List.of(EnumSet.of(Knob.EPOCHS, Knob.SMOOTHING)), FOLDS, 7);
    List<Search.Try> made = make(search, 10_000, SearchTest::noisy);
    assertThat(new HashSet<>(made)).hasSameSizeAs(made);
    int settings = Knob.EPOCHS.choices().length * Knob.SMOOTHING.choices().length;
    assertThat(made.stream().map(Search.Try::variation).distinct()).hasSize(settings);
    assertThat(search.next()).isEmpty();
  }

  @Test
  void whatDivergesNeverLeads() {
    Search search = search(8);
    make(
        search, 40, made -> made.variation().start() == 0 ? Double.POSITIVE_INFINITY : noisy(made));
    assertThat(search.best().start()).isEqualTo(1);
    Search hopeless = search(8);
    make(hopeless, 40, made -> Double.POSITIVE_INFINITY);
    assertThat(hopeless.best()).isEqualTo(Variation.of(0));
  }

  @Test
  void whatIsSkippedIsNotAskedAgain() {
    Search search = search(9);
    make(search, 3, SearchTest::noisy);
    Search.Try skipped = search.next().orElseThrow();
    assertThat(search.isNew()).isTrue();
    search.skip();
    assertThat(make(search, 100, SearchTest::noisy))
        .extracting(Search.Try::variation)
        .doesNotContain(skipped.variation());
  }
}

package org.summand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeToAccuracyTest {
  private static final Rows ROWS = new Rows(10, new float[10], new int[10]);

  /** Takes ten seconds a round, and is right about ever more of the rows held out. */
  private static final class Slow implements RoundTrainer {
    private final double gain;
    private int round;

    Slow(double gain) {
      this.gain = gain;
    }

    @Override
    public double trainRound() {
      return 10.0 * ++round;
    }

    @Override
    public String rounds() {
      return round + " epochs";
    }

    @Override
    public double accuracy(Rows rows) {
      assertThat(rows.count()).isEqualTo(2);
      return gain * round;
    }

    @Override
    public void close() {}
  }

  @Test
  void endsWithTheFirstRoundThatIsGoodEnough() {
    TimeToAccuracy timeToAccuracy = new TimeToAccuracy(ROWS);
    Series series = timeToAccuracy.measure("", 2, 9, seed -> new Slow(0.4 / seed));

    assertThat(timeToAccuracy.learned().count()).isEqualTo(8);
    assertThat(series.seconds()).containsExactly(30, 50);
    assertThat(series.note()).isEqualTo("3 epochs, 5 epochs");
    assertThat(SeriesSummary.of(series).arrived()).isTrue();
  }

  @Test
  void saysWhereItDidNotGetThere() {
    Series series = new TimeToAccuracy(ROWS).measure("", 1, 4, seed -> new Slow(0.1));

    assertThat(series.accuracies()).containsExactly(0.4);
    assertThat(series.note()).isEqualTo("not reached in 4 epochs");
    assertThat(SeriesSummary.of(series).arrived()).isFalse();
  }
}

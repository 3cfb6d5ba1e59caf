package org.summand.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfidenceBinsTest {
  @Test
  void rowsOfABinMayMakeUpForEachOther() {
    ConfidenceBins bins = new ConfidenceBins();
    bins.add(0.75, true, 3);
    bins.add(0.75, false, 1);
    assertThat(bins.error()).isZero();
    // In a bin of its own, so nothing makes up for it.
    bins.add(0.9, false, 4);
    assertThat(bins.error()).isCloseTo(0.9 / 2, within(1e-15));
  }

  /** A bin has its upper end: 0.8 is 12/15, in bin 12, with 0.74 and not with 0.81. */
  @Test
  void binsHoldTheirUpperEnd() {
    ConfidenceBins bins = new ConfidenceBins();
    bins.add(0.8, true, 1);
    bins.add(0.74, false, 1);
    assertThat(bins.error()).isCloseTo((1.54 - 1) / 2, within(1e-15));
    ConfidenceBins other = new ConfidenceBins();
    other.add(0.8, true, 1);
    other.add(0.81, false, 1);
    assertThat(other.error()).isCloseTo((0.2 + 0.81) / 2, within(1e-15));
  }

  @Test
  void theEndsAreInBinsToo() {
    ConfidenceBins bins = new ConfidenceBins();
    bins.add(1, true, 1);
    bins.add(0, false, 1);
    assertThat(bins.error()).isZero();
    bins.add(1, false, 2);
    assertThat(bins.error()).isCloseTo(2 / 4.0, within(1e-15));
    assertThat(new ConfidenceBins().error()).isNaN();
  }
}

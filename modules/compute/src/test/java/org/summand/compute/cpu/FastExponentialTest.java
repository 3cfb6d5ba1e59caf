package org.summand.compute.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FastExponentialTest {
  @Test
  void isTheExponentialWithinItsErrorWhereverThatIsANormalFloat() {
    for (float x = -87; x <= 87; x += 0x1p-12f) {
      double exact = Math.exp(x);
      assertThat(Math.abs(FastExponential.of(x) - exact) / exact)
          .as("the error at %s", x)
          .isLessThan(FastExponential.ERROR);
    }
    assertThat(FastExponential.of(0)).isEqualTo(1);
  }

  @Test
  void staysFiniteAndPositiveBeyond() {
    for (float x : new float[] {88, 1e4f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertThat(FastExponential.of(x)).isEqualTo(FastExponential.of(87)).isFinite();
      assertThat(FastExponential.of(-x)).isEqualTo(FastExponential.of(-87)).isPositive();
    }
    assertThat(FastExponential.of(Float.NaN)).isNaN();
  }
}

package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScalingTest {
  @Test
  void subtractsTheOffsetAndThenMultiplies() {
    float[] features = {3, 10, 5, 20};
    new Scaling(new float[] {1, 10}, new float[] {2, 0.5f}).apply(features, 2);
    assertThat(features).containsExactly(4, 0, 8, 5);
  }

  @Test
  void leavesRowsBehindTheFirstAlone() {
    float[] features = {4, 4, 4};
    Scaling.divideBy(2, 1).apply(features, 2);
    assertThat(features).containsExactly(2, 2, 4);
  }

  @Test
  void pixelsComeToOne() {
    float[] pixels = {0, 51, 255};
    Scaling.divideBy(255, 3).apply(pixels, 1);
    // A product with 1/255 is off from the quotient by an ulp or so.
    assertThat(pixels[1]).isBetween(0.2f - 2e-8f, 0.2f + 2e-8f);
    assertThat(pixels[0]).isZero();
    assertThat(pixels[2]).isEqualTo(1);
  }

  @Test
  void onlyTheIdentityIsTheIdentity() {
    assertThat(Scaling.none(3).isIdentity()).isTrue();
    assertThat(Scaling.divideBy(2, 3).isIdentity()).isFalse();
    assertThat(new Scaling(new float[] {0, 1}, new float[] {1, 1}).isIdentity()).isFalse();
    assertThat(new Scaling(new float[] {0, 0}, new float[] {1, 0}).isIdentity()).isFalse();
  }

  @Test
  void arraysAreItsOwn() {
    float[] offset = {1};
    float[] factor = {2};
    Scaling scaling = new Scaling(offset, factor);
    offset[0] = 9;
    scaling.factor()[0] = 9;

    assertThat(scaling.offset()).containsExactly(1);
    assertThat(scaling.factor()).containsExactly(2);
    assertThat(scaling.columns()).isEqualTo(1);
  }

  @Test
  void unequalNumbersAreRefused() {
    assertThatThrownBy(() -> new Scaling(new float[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 offsets and 3 factors");
  }
}

package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassWeightsTest {
  @Test
  void balancedClassesWeighTheSameInAllAndTogetherTheRows() {
    for (long[] classRows : new long[][] {{1, 1}, {1, 3}, {1, 2, 97}, {1_000_000, 1}, {5, 5, 5}}) {
      float[] weights = ClassWeights.BALANCED.weights(classRows);
      long rows = 0;
      for (long count : classRows) {
        rows += count;
      }
      double share = rows / (double) classRows.length;
      for (int c = 0; c < classRows.length; c++) {
        assertThat(weights[c] * (double) classRows[c]).isCloseTo(share, within(1e-6 * share));
      }
    }
  }

  @Test
  void classOfNoRowsHasAFiniteWeight() {
    float[] weights = ClassWeights.BALANCED.weights(new long[] {0, 6, 3});
    assertThat(weights[0]).isFinite();
    assertThat(weights[1] * 6).isEqualTo(weights[2] * 3);
  }

  @Test
  void withoutClassWeightsEveryClassWeighsOne() {
    assertThat(ClassWeights.NONE.weights(new long[] {1, 7})).containsExactly(1, 1);
    assertThat(ClassWeights.NONE.isNone()).isTrue();
    assertThat(ClassWeights.BALANCED.isNone()).isFalse();
    assertThat(ClassWeights.of(1, 1).isNone()).isFalse();
  }

  @Test
  void givenWeightsAreTheClassesWhateverTheirRows() {
    ClassWeights given = ClassWeights.of(0, 2.5f);
    assertThat(given.weights(new long[] {9, 1})).containsExactly(0, 2.5f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given.weights(new long[3]))
        .withMessage("there are 2 class weights for 3 classes");
  }

  @Test
  void givenWeightsAreAnAnswerOfTheirOwn() {
    float[] numbers = {1, 2};
    ClassWeights given = ClassWeights.of(numbers);
    numbers[0] = 9;
    given.weights(new long[2])[1] = 9;
    assertThat(given.weights(new long[2])).containsExactly(1, 2);
  }

  @Test
  void textsAreReadInAnySpacing() {
    assertThat(ClassWeights.parse(" none ")).isSameAs(ClassWeights.NONE);
    assertThat(ClassWeights.parse(" balanced ")).isSameAs(ClassWeights.BALANCED);
    assertThat(ClassWeights.parse(" 1 ,2.5,  3 ").weights(new long[3])).containsExactly(1, 2.5f, 3);
  }

  @Test
  void whatIsNoWeightIsRefused() {
    for (String text : new String[] {"", "1,,2", "even", "1;2"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ClassWeights.parse(text))
          .withMessageContainingAll("none, balanced, or a number a class", "'" + text + "'");
    }
    for (float weight : new float[] {-1, -Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ClassWeights.of(1, weight))
          .withMessage("a class weight is a number of at least 0, not " + weight);
    }
  }
}

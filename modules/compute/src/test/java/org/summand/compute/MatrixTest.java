package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final Region REGION = Region.ACTIVATIONS;

  private final Matrix window = new Matrix(REGION, 10, 4, 3);

  @Test
  void sizeAndEndFollowFromTheShape() {
    assertThat(window.size()).isEqualTo(12);
    assertThat(window.end()).isEqualTo(22);
    assertThat(window).hasToString("4×3 at 10 of ACTIVATIONS");
  }

  @Test
  void sliceIsAWindowOnTheSameRows() {
    assertThat(window.slice(0, 4)).isEqualTo(window);
    assertThat(window.slice(1, 2)).isEqualTo(new Matrix(REGION, 13, 2, 3));
    assertThat(window.slice(4, 0)).isEqualTo(new Matrix(REGION, 22, 0, 3));
  }

  @Test
  void sliceOfRowsOutsideIsRefused() {
    int[][] outside = {{-1, 1}, {0, 5}, {4, 1}, {5, 0}, {0, -1}, {2, Integer.MAX_VALUE}};
    for (int[] rows : outside) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> window.slice(rows[0], rows[1]))
          .withMessageContaining("not all inside 4×3 at 10 of ACTIVATIONS");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.slice(2, 3))
        .withMessageStartingWith("rows 2 to 5 are");
  }

  @Test
  void windowsOverlapWhereTheyShareAFloat() {
    assertThat(window.overlaps(window)).isTrue();
    assertThat(window.overlaps(new Matrix(REGION, 21, 1, 1))).isTrue();
    assertThat(window.overlaps(new Matrix(REGION, 22, 1, 1))).isFalse();
    assertThat(window.overlaps(new Matrix(REGION, 9, 1, 1))).isFalse();
    assertThat(window.overlaps(new Matrix(REGION, 0, 1, 11))).isTrue();
    assertThat(window.overlaps(new Matrix(REGION, 0, 1, 100))).isTrue();
    assertThat(window.overlaps(new Matrix(Region.GRADIENT, 10, 4, 3))).isFalse();
  }

  @Test
  void emptyWindowsOverlapNothing() {
    Matrix empty = new Matrix(REGION, 12, 0, 3);
    assertThat(window.overlaps(empty)).isFalse();
    assertThat(empty.overlaps(window)).isFalse();
    assertThat(empty.overlaps(empty)).isFalse();
  }

  @Test
  void windowsThatNoArrayHoldsAreRefused() {
    int[][] impossible = {
      {-1, 1, 1}, {0, -1, 1}, {0, 1, 0}, {0, 1 << 16, 1 << 15}, {Integer.MAX_VALUE, 1, 1}
    };
    for (int[] m : impossible) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Matrix(REGION, m[0], m[1], m[2]));
    }
    assertThat(new Matrix(REGION, 0, 1, Integer.MAX_VALUE).end()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void shapesThatDoNotFitAreNamedInTheOrderOfTheFormula() {
    Matrix other = new Matrix(Region.INPUT, 0, 5, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shapes.dropout(window, other))
        .withMessage("shapes do not fit in dropout: 4×3, 5×3");
  }

  @Test
  void footprintsBelowZeroAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Footprint(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Footprint(0, -1));
  }
}

package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
  private static final int[] SHARDS = {0, 3, 5, 17, 40};

  @ParameterizedTest
  @CsvSource({"100, 5", "101, 5", "104, 5", "7, 5", "5, 5", "4, 5", "0, 5", "10, 2", "11, 2"})
  void everyRowIsHeldOutOnceButForTheFewLeftOver(int rows, int count) {
    Folds folds = new Folds(count);
    int[] timesHeldOut = new int[rows];
    for (int which = 0; which < count; which++) {
      boolean[] seen = new boolean[rows];
      for (int place = 0; place < folds.learned(rows); place++) {
        int row = folds.row(rows, which, place);
        assertThat(seen[row]).as("row %d seen twice", row).isFalse();
        seen[row] = true;
      }
      int from = folds.firstHeldOut(rows, which);
      for (int row = 0; row < rows; row++) {
        assertThat(seen[row]).isEqualTo(row < from || row >= from + folds.heldOut(rows));
        timesHeldOut[row] += seen[row] ? 0 : 1;
      }
    }
    assertThat(Arrays.stream(timesHeldOut).filter(times -> times == 0).count())
        .isEqualTo(rows % count);
    assertThat(Arrays.stream(timesHeldOut).max().orElse(0)).isLessThanOrEqualTo(1);
  }

  /** Over an epoch, each network takes each of its rows once, in batches as long as the others'. */
  @Test
  void eachNetworkTakesItsOwnRowsOnceInAnEpoch() {
    Folds folds = new Folds(5);
    MiniBatches batches = new MiniBatches(SHARDS, folds, 8, 3);
    assertThat(batches.totalRows()).isEqualTo(3 + 4 + 14 + 32);
    for (int s = 0; s < SHARDS.length; s++) {
      int rows = SHARDS[s];
      for (int which = 0; which < 5; which++) {
        int[] taken = {};
        for (long step = 1; step <= batches.stepsPerEpoch(); step++) {
          int[] now = batches.rows(s, step, which);
          assertThat(now).hasSameSizeAs(batches.rows(s, step, 0));
          taken = IntStream.concat(Arrays.stream(taken), Arrays.stream(now)).toArray();
        }
        int from = folds.firstHeldOut(rows, which);
        int[] own =
            IntStream.range(0, rows)
                .filter(row -> row < from || row >= from + folds.heldOut(rows))
                .toArray();
        assertThat(Arrays.stream(taken).sorted().toArray()).isEqualTo(own);
      }
    }
  }

  @Test
  void noneHoldsNothingOut() {
    assertThat(Folds.NONE.any()).isFalse();
    assertThat(Folds.NONE.learned(9)).isEqualTo(9);
    assertThat(Folds.NONE.firstHeldOut(9, 3)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void oneFoldIsRefused(int count) {
    assertThatThrownBy(() -> new Folds(count))
        .hasMessage("rows are held out in at least 2 folds, or in 0 for none, not in " + count);
  }
}

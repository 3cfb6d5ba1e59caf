package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MiniBatchesTest {
  private static final long SEED = 20_240_229;

  /** Shards as partitions are: equal, uneven, empty, tiny, and one that has nearly everything. */
  static List<int[]> shardSizes() {
    int[] manyTinyAndOneLarge = new int[101];
    Arrays.fill(manyTinyAndOneLarge, 1);
    manyTinyAndOneLarge[100] = 100;
    return List.of(
        new int[] {0},
        new int[] {1},
        new int[] {37},
        new int[] {1, 1, 1},
        new int[] {0, 0, 5, 0},
        new int[] {10, 10, 10, 10},
        new int[] {3, 1, 4, 1, 5, 9, 2, 6},
        new int[] {1, 200, 1},
        new int[] {64, 0, 32, 16, 8, 4, 2, 1},
        manyTinyAndOneLarge,
        new Random(SEED).ints(100, 0, 7).toArray());
  }

  private static int total(int[] shardRows) {
    return Arrays.stream(shardRows).sum();
  }

  /** All batch sizes where there are few rows; else the small, the large and some between. */
  private static int[] batchSizes(int total) {
    return total <= 60
        ? IntStream.rangeClosed(1, total + 3).toArray()
        : new int[] {7, 16, total / 3, total / 2 + 1, total - 1, total, total + 3};
  }

  @ParameterizedTest
  @MethodSource("shardSizes")
  void everyRowIsTakenExactlyOnceInAnEpoch(int[] shardRows) {
    for (int batchSize : batchSizes(total(shardRows))) {
      MiniBatches batches = new MiniBatches(shardRows, batchSize, SEED);
      for (int epoch = 0; epoch < 2; epoch++) {
        for (int s = 0; s < shardRows.length; s++) {
          int[] taken = inEpoch(batches, s, epoch);
          Arrays.sort(taken);
          assertThat(taken)
              .as("shard %d, batch size %d", s, batchSize)
              .isEqualTo(IntStream.range(0, shardRows[s]).toArray());
        }
      }
    }
  }

  private static int[] inEpoch(MiniBatches batches, int shard, long epoch) {
    long first = epoch * batches.stepsPerEpoch() + 1;
    IntStream rows = IntStream.empty();
    for (long step = first; step < first + batches.stepsPerEpoch(); step++) {
      assertThat(batches.epoch(step)).isEqualTo(epoch);
      rows = IntStream.concat(rows, Arrays.stream(batches.rows(shard, step)));
    }
    return rows.toArray();
  }

  @ParameterizedTest
  @MethodSource("shardSizes")
  void everyBatchHasItsSizeButTheLastOfAnEpoch(int[] shardRows) {
    int total = total(shardRows);
    for (int batchSize : batchSizes(total)) {
      MiniBatches batches = new MiniBatches(shardRows, batchSize, SEED);
      long steps = batches.stepsPerEpoch();
      for (long step = 1; step <= 2 * steps; step++) {
        int rows = 0;
        for (int s = 0; s < shardRows.length; s++) {
          rows += batches.rows(s, step).length;
        }
        long last = total - (steps - 1) * batchSize;
        assertThat((long) rows).isEqualTo(step % steps == 0 ? last : batchSize);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shardSizes")
  void noShardGivesMoreThanTheLargestShare(int[] shardRows) {
    for (int batchSize : batchSizes(total(shardRows))) {
      MiniBatches batches = new MiniBatches(shardRows, batchSize, SEED);
      for (int s = 0; s < shardRows.length; s++) {
        for (long step = 1; step <= 2 * batches.stepsPerEpoch(); step++) {
          assertThat(batches.rows(s, step).length).isLessThanOrEqualTo(batches.largestShare());
        }
      }
    }
  }

  /** 128 rows from 64 equal shards are two each, and one task needs memory for few more. */
  @Test
  void largestShareIsCloseToTheProportion() {
    int[] shardRows = new int[64];
    Arrays.fill(shardRows, 10_000);

    assertThat(new MiniBatches(shardRows, 128, SEED).largestShare()).isLessThanOrEqualTo(5);
  }

  /**
   * A stretch of the line of length d has n·d ± 1 rows of each shard, and so count ± shards rows in
   * all: after count rows, a shard of n has given n·count/total, to 1 + n·shards/total.
   */
  @ParameterizedTest
  @MethodSource("shardSizes")
  void everyShardGivesInProportionToItsRows(int[] shardRows) {
    int total = Math.max(1, total(shardRows));
    for (int batchSize : batchSizes(total)) {
      MiniBatches batches = new MiniBatches(shardRows, batchSize, SEED);
      for (int s = 0; s < shardRows.length; s++) {
        long given = 0;
        for (long step = 1; step <= batches.stepsPerEpoch(); step++) {
          given += batches.rows(s, step).length;
          double fair = shardRows[s] * Math.min(1, step * batchSize / (double) total);
          double slack = 1 + shardRows[s] * (double) shardRows.length / total;
          assertThat(given - fair).isBetween(-slack, slack);
        }
      }
    }
  }

  /** With one shard, or equal ones, the line is evenly filled and the proportion exact to a row. */
  @Test
  void equalShardsGiveEquallyToARow() {
    int[] shardRows = new int[12];
    Arrays.fill(shardRows, 50);
    MiniBatches batches = new MiniBatches(shardRows, 30, SEED);
    for (int s = 0; s < shardRows.length; s++) {
      for (long step = 1; step <= 3 * batches.stepsPerEpoch(); step++) {
        assertThat(batches.rows(s, step).length).isBetween(2, 3);
      }
    }
  }

  /**
   * Half of all rows are in shards of one row; about half of each batch must be, too. 20 of 40 rows
   * are fair. The tiny shards' places are drawn without replacement, so their number in a batch has
   * a standard deviation below √(40·¼) = 3.2; four of these are 12.8.
   */
  @Test
  void tinyShardsAreSpreadOverTheEpoch() {
    int[] shardRows = new int[1001];
    Arrays.fill(shardRows, 1);
    shardRows[1000] = 1000;
    MiniBatches batches = new MiniBatches(shardRows, 40, SEED);

    for (long step = 1; step <= batches.stepsPerEpoch(); step++) {
      assertThat(batches.rows(1000, step).length).isBetween(20 - 12, 20 + 12);
    }
  }

  @Test
  void rowsDoNotDependOnWhatWasAskedBefore() {
    int[] shardRows = {7, 0, 12, 5};
    MiniBatches batches = new MiniBatches(shardRows, 5, SEED);
    List<int[]> questions = new ArrayList<>();
    List<int[]> answers = new ArrayList<>();
    for (int s = 0; s < shardRows.length; s++) {
      for (int step = 1; step <= 20; step++) {
        questions.add(new int[] {s, step});
        answers.add(batches.rows(s, step));
      }
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, questions.size()).boxed().toList());
    Collections.shuffle(order, new Random(SEED));

    MiniBatches again = new MiniBatches(shardRows, 5, SEED);
    for (int i : order) {
      assertThat(again.rows(questions.get(i)[0], questions.get(i)[1])).isEqualTo(answers.get(i));
    }
  }

  @Test
  void epochsAndSeedsAndShardsHaveOrdersOfTheirOwn() {
    MiniBatches batches = new MiniBatches(new int[] {100, 100}, 10, SEED);
    MiniBatches others = new MiniBatches(new int[] {100, 100}, 10, SEED + 1);

    int[] order = inEpoch(batches, 0, 0);
    assertThat(order).isNotEqualTo(IntStream.range(0, 100).toArray());
    assertThat(inEpoch(batches, 0, 1)).isNotEqualTo(order);
    assertThat(inEpoch(batches, 1, 0)).isNotEqualTo(order);
    assertThat(inEpoch(others, 0, 0)).isNotEqualTo(order);
  }

  /** Which of a hundred one-row shards meet in a batch must change, or they never mix. */
  @Test
  void shardsOfOneRowMeetOthersInEachEpoch() {
    int[] shardRows = new int[100];
    Arrays.fill(shardRows, 1);
    MiniBatches batches = new MiniBatches(shardRows, 10, SEED);

    assertThat(givers(batches, 1)).isNotEqualTo(givers(batches, 11));
  }

  private static List<Integer> givers(MiniBatches batches, long step) {
    return IntStream.range(0, batches.shards())
        .filter(s -> batches.rows(s, step).length > 0)
        .boxed()
        .toList();
  }

  /** Products of a shard's rows and a place in the epoch are far beyond 2⁶³ here. */
  @Test
  void billionsOfRowsDoNotOverflow() {
    int[][] sizes = {
      {250_000_000, 250_000_000, 250_000_000, 250_000_000, 999_999_999, 1, 0, 0},
      {Integer.MAX_VALUE},
      new Random(SEED).ints(100, 2_000_000_000, Integer.MAX_VALUE).toArray()
    };
    int batchSize = 1000;
    for (int[] shardRows : sizes) {
      MiniBatches batches = new MiniBatches(shardRows, batchSize, SEED);
      long steps = batches.stepsPerEpoch();
      for (long step : new long[] {1, steps / 2, steps - 1, 5 * steps - 1, 1_000_000_007}) {
        int taken = 0;
        for (int s = 0; s < shardRows.length; s++) {
          int[] rows = batches.rows(s, step);
          taken += rows.length;
          double fair = batchSize * (double) shardRows[s] / batches.totalRows();
          // The slack of everyShardGivesInProportionToItsRows, at both ends of the batch.
          double slack = 2 + 2.0 * shardRows[s] * shardRows.length / batches.totalRows();
          assertThat(rows.length - fair).isBetween(-slack, slack);
          assertThat(rows.length).isLessThanOrEqualTo(batches.largestShare());
          int end = shardRows[s];
          assertThat(Arrays.stream(rows)).allMatch(row -> row >= 0 && row < end);
        }
        assertThat(taken).isEqualTo(batchSize);
      }
    }
  }

  @Test
  void aBatchOfNoRowsIsRefusedInWords() {
    assertThatThrownBy(() -> new MiniBatches(new int[] {5}, 0, SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the batch size is a number of rows of at least 1, not 0");
  }

  @Test
  void anEpochHasTheStepsThatAllRowsTogetherTake() {
    MiniBatches batches = new MiniBatches(new int[] {5, 0, 6}, 4, SEED);
    assertThat(batches.totalRows()).isEqualTo(11);
    assertThat(batches.shards()).isEqualTo(3);
    assertThat(batches.seed()).isEqualTo(SEED);
    assertThat(batches.stepsPerEpoch()).isEqualTo(3);
    assertThat(batches.epoch(3)).isZero();
    assertThat(batches.epoch(4)).isEqualTo(1);
    assertThat(new MiniBatches(new int[] {12}, 4, SEED).stepsPerEpoch()).isEqualTo(3);
    assertThat(new MiniBatches(new int[] {13}, 4, SEED).stepsPerEpoch()).isEqualTo(4);
  }
}

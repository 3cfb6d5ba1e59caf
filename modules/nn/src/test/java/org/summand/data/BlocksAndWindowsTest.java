package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in blocks, drawn window by window. */
class BlocksAndWindowsTest {
  private static final long SEED = 5;
  private static final int[] SHARDS = {400, 397, 0, 3, 120};

  private static MiniBatches batches(int blockRows, int batchSize, Folds folds) {
    return new MiniBatches(BlockLayout.of(SHARDS, blockRows), folds, batchSize, SEED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10, 99, 100, 1000})
  void blocksAreStretchesOfAShardOfEqualLength(int blockRows) {
    BlockLayout layout = BlockLayout.of(SHARDS, blockRows);
    assertThat(layout.shardRows()).isEqualTo(SHARDS);
    int number = 0;
    for (int s = 0; s < SHARDS.length; s++) {
      int end = 0;
      int mean = SHARDS[s] / layout.blocks(s);
      for (int b = 0; b < layout.blocks(s); b++) {
        assertThat(layout.number(s, b)).isEqualTo(number++);
        assertThat(layout.start(s, b)).isEqualTo(end);
        assertThat(layout.rows(s, b)).isBetween(mean, mean + 1);
        end += layout.rows(s, b);
      }
      assertThat(end).isEqualTo(SHARDS[s]);
      if (layout.blocks(s) > 1) {
        assertThat(mean + 1).isLessThanOrEqualTo(blockRows + 1);
      }
    }
    assertThat(layout.blocks()).isEqualTo(number);
  }

  /** So tables that are small draw as they would without blocks. */
  @Test
  void whatFitsAWindowIsOneBlock() {
    assertThat(BlockLayout.of(new int[] {400, 401}, 100).blocks(0)).isEqualTo(1);
    assertThat(BlockLayout.of(new int[] {400, 401}, 100).blocks(1)).isEqualTo(5);
    MiniBatches windows = batches(100, 37, Folds.NONE);
    MiniBatches whole = new MiniBatches(SHARDS, 37, SEED);
    for (long step = 1; step <= 2 * whole.stepsPerEpoch(); step++) {
      for (int s = 0; s < SHARDS.length; s++) {
        assertThat(windows.rows(s, step)).isEqualTo(whole.rows(s, step));
      }
    }
  }

  @Test
  void theDefaultFollowsFromRowsAndShardsAlone() {
    // 32 MiB are one window in all.
    assertThat(BlockLayout.defaultRows(8_000, 2, 786)).isGreaterThan(1_000);
    int rows = BlockLayout.defaultRows(8_000, 2, 786);
    assertThat(BlockLayout.of(new int[] {4_000, 4_000}, rows).blocks()).isEqualTo(2);
    // Of more, a window is a sixty-fourth.
    int large = BlockLayout.defaultRows(50_000_000, 2, 30);
    assertThat(large).isEqualTo(25_000_000 / 256 + 1);
    assertThat(BlockLayout.of(new int[] {25_000_000}, large).blocks()).isEqualTo(256);
    assertThat(BlockLayout.defaultRows(0, 3, 5)).isPositive();
    assertThat(BlockLayout.defaultRows(10, 100_000_000, 1_000_000)).isEqualTo(1);
  }

  @Test
  void aBlockHasRows() {
    assertThatThrownBy(() -> BlockLayout.of(SHARDS, 0)).hasMessageContaining("at least 1, not 0");
  }

  @ParameterizedTest
  @CsvSource({"10, 37, 0", "7, 5, 0", "1, 64, 0", "20, 200, 0", "10, 37, 5", "15, 64, 2"})
  void everyRowIsTakenOnceAnEpochFromBlocksThatAreRead(int blockRows, int batch, int folds) {
    MiniBatches batches = batches(blockRows, batch, new Folds(folds));
    BlockLayout layout = batches.layout();
    for (int which = 0; which < Math.max(1, folds); which++) {
      for (int s = 0; s < SHARDS.length; s++) {
        for (int epoch = 0; epoch < 2; epoch++) {
          List<Integer> taken = new ArrayList<>();
          for (long batchNumber = 1; batchNumber <= batches.stepsPerEpoch(); batchNumber++) {
            long step = epoch * batches.stepsPerEpoch() + batchNumber;
            Set<Integer> now = setOf(batches.blocks(s, step).now());
            for (int row : batches.rows(s, step, which)) {
              taken.add(row);
              assertThat(now).contains(block(layout, s, row));
            }
          }
          assertThat(taken).doesNotHaveDuplicates().hasSize(learned(layout, s, folds));
        }
      }
    }
  }

  private static int learned(BlockLayout layout, int shard, int folds) {
    return IntStream.range(0, layout.blocks(shard))
        .map(b -> new Folds(folds).learned(layout.rows(shard, b)))
        .sum();
  }

  private static int block(BlockLayout layout, int shard, int row) {
    return IntStream.range(0, layout.blocks(shard))
        .filter(b -> layout.start(shard, b) <= row)
        .max()
        .orElseThrow();
  }

  private static Set<Integer> setOf(int[] values) {
    return new HashSet<>(Arrays.stream(values).boxed().toList());
  }

  /** Whoever keeps what a step needs and what comes next reads each block once an epoch. */
  @ParameterizedTest
  @CsvSource({"10, 37", "7, 5", "1, 16", "20, 200", "3, 600"})
  void eachBlockIsReadOnceAnEpochAndAnnouncedBefore(int blockRows, int batch) {
    MiniBatches batches = batches(blockRows, batch, Folds.NONE);
    for (int s = 0; s < SHARDS.length; s++) {
      int[] reads = new int[batches.layout().blocks(s)];
      Set<Integer> held = new HashSet<>();
      Set<Integer> announced = setOf(batches.blocks(s, 1).now());
      for (long step = 1; step <= batches.stepsPerEpoch(); step++) {
        BlocksOfStep blocks = batches.blocks(s, step);
        Set<Integer> now = setOf(blocks.now());
        for (int block : now) {
          if (held.add(block)) {
            reads[block]++;
            assertThat(announced).contains(block);
          }
        }
        held.retainAll(now);
        announced = setOf(blocks.next());
        announced.addAll(now);
      }
      assertThat(announced)
          .containsAll(setOf(batches.blocks(s, batches.stepsPerEpoch() + 1).now()));
      if (SHARDS[s] > 0) {
        assertThat(reads).containsOnly(1);
      }
    }
  }

  @Test
  void aWindowIsAFewBlocksAndNotLessThanABatchesShare() {
    MiniBatches small = new MiniBatches(BlockLayout.of(new int[] {1000}, 10), Folds.NONE, 5, SEED);
    assertThat(small.blocks(0, 1).now()).hasSize(BlockLayout.WINDOW);
    MiniBatches large =
        new MiniBatches(BlockLayout.of(new int[] {1000}, 10), Folds.NONE, 150, SEED);
    for (long step = 1; step <= large.stepsPerEpoch(); step++) {
      assertThat(large.blocks(0, step).now().length).isBetween(15, 34);
    }
  }

  @Test
  void eachEpochHasItsOwnOrderOfBlocksAndRows() {
    MiniBatches batches =
        new MiniBatches(BlockLayout.of(new int[] {1000}, 10), Folds.NONE, 20, SEED);
    long epoch = batches.stepsPerEpoch();
    assertThat(batches.blocks(0, 1).now()).isNotEqualTo(batches.blocks(0, 1 + epoch).now());
    assertThat(batches.rows(0, 1)).isNotEqualTo(batches.rows(0, 1 + epoch));
    assertThat(batches.rows(0, 1))
        .isEqualTo(
            new MiniBatches(BlockLayout.of(new int[] {1000}, 10), Folds.NONE, 20, SEED).rows(0, 1));
    // Rows of a window are mixed: the first batches come from all of its blocks.
    assertThat(Arrays.stream(batches.rows(0, 1)).map(row -> row / 10).distinct().count())
        .isGreaterThan(2);
  }
}

package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How the rows of shards are kept in blocks: neighbouring stretches of a shard, of as many rows or
 * one more. A shard's rows stand in the order of their hashes, so a block is a random sample of
 * them. A shard that fits one window of blocks is one block.
 */
public final class BlockLayout implements Serializable {
  private static final long serialVersionUID = 1;

  /** The blocks of a window, from which rows are drawn. */
  public static final int WINDOW = 4;

  /** A window holds this share of a shard, or more. */
  private static final int WINDOWS = 64;

  /** And over all shards so many bytes: tables of fewer are drawn from as a whole. */
  private static final long LEAST_BYTES = 32L << 20;

  /** The first row of each block of each shard, and the shard's end. */
  private final int[][] starts;

  /** The number of each shard's first block among all blocks. */
  private final int[] first;

  private BlockLayout(int[][] starts) {
    this.starts = starts;
    first = new int[starts.length + 1];
    for (int s = 0; s < starts.length; s++) {
      first[s + 1] = first[s] + starts[s].length - 1;
    }
  }

  /** Shards of one block each. */
  public static BlockLayout whole(int[] shardRows) {
    return of(shardRows, Integer.MAX_VALUE);
  }

  /**
   * Shards of so many rows.
   *
   * @param blockRows the most rows of a block, 1 or more
   */
  public static BlockLayout of(int[] shardRows, int blockRows) {
    requireRows(blockRows);
    return new BlockLayout(
        Arrays.stream(shardRows).mapToObj(rows -> starts(rows, blockRows)).toArray(int[][]::new));
  }

  /**
   * Checks the most rows of a block.
   *
   * @throws IllegalArgumentException where they are fewer than 1
   */
  public static void requireRows(int blockRows) {
    if (blockRows < 1) {
      throw new IllegalArgumentException(
          "the rows of a block are a number of at least 1, not " + blockRows);
    }
  }

  private static int[] starts(int rows, int blockRows) {
    boolean isOneWindow = rows <= (long) WINDOW * blockRows;
    long blocks = isOneWindow ? 1 : ((long) rows + blockRows - 1) / blockRows;
    int[] starts = new int[(int) blocks + 1];
    for (int b = 0; b <= blocks; b++) {
      starts[b] = (int) (rows * (long) b / blocks);
    }
    return starts;
  }

  /**
   * The rows of a block where nobody says it. What they follow from says nothing about machines, so
   * that the same data are cut into the same blocks everywhere.
   *
   * @param rows those of all shards
   * @param floats those of a row
   */
  public static int defaultRows(long rows, int shards, int floats) {
    long rowBytes = (long) Float.BYTES * Math.max(1, floats);
    long ofShard = rows * rowBytes / shards / WINDOWS;
    long window = Math.max(ofShard, LEAST_BYTES / shards);
    return (int) Math.min(Integer.MAX_VALUE, 1 + window / WINDOW / rowBytes);
  }

  /** The number of shards. */
  public int shards() {
    return starts.length;
  }

  /** The rows of a shard. */
  public int rows(int shard) {
    return starts[shard][blocks(shard)];
  }

  /** The rows of each shard. */
  public int[] shardRows() {
    int[] rows = new int[shards()];
    Arrays.setAll(rows, this::rows);
    return rows;
  }

  /** The blocks of a shard, at least one. */
  public int blocks(int shard) {
    return starts[shard].length - 1;
  }

  /** The blocks of all shards. */
  public int blocks() {
    return first[shards()];
  }

  /** Whether a shard has several blocks. */
  public boolean isCut() {
    return blocks() > shards();
  }

  /** The number of a shard's block among all blocks. */
  public int number(int shard, int block) {
    return first[shard] + block;
  }

  /** The first row of a shard's block. */
  public int start(int shard, int block) {
    return starts[shard][block];
  }

  /** The rows of a shard's block. */
  public int rows(int shard, int block) {
    return starts[shard][block + 1] - starts[shard][block];
  }

  /** The rows of the largest block. */
  public int largestBlock() {
    int largest = 0;
    for (int s = 0; s < shards(); s++) {
      for (int b = 0; b < blocks(s); b++) {
        largest = Math.max(largest, rows(s, b));
      }
    }
    return largest;
  }

  /** The rows of a shard that a network learns from, where rows are held out of each block. */
  int learned(int shard, Folds folds) {
    int learned = 0;
    for (int b = 0; b < blocks(shard); b++) {
      learned += folds.learned(rows(shard, b));
    }
    return learned;
  }

  /** The rows of all shards that a network does not learn from. */
  public long heldOut(Folds folds) {
    long heldOut = 0;
    for (int s = 0; s < shards(); s++) {
      heldOut += rows(s) - learned(s, folds);
    }
    return heldOut;
  }
}

package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.summand.compute.CounterRandom;

/**
 * Which rows of which shard a step takes: a pure function of the seed and the step, so that a
 * retried task sees the same rows and no step has to be remembered.
 *
 * <p>The batch size is that of the whole cluster. An epoch takes every row once; its last batch is
 * short where the size does not divide the rows. Each shard gives to each batch in proportion to
 * its rows, taking them in a random order of its own, new each epoch.
 *
 * <p>A shard of several blocks gives the rows of one window of them after the other: {@link
 * WindowOrder}.
 *
 * <p>With {@link Folds}, each network of a bag has its own rows, as many as the others of each
 * block, and goes through them in the same order of places.
 *
 * <p>What proportion means where shards are small or uneven, {@link EpochOrder} tells.
 */
public final class MiniBatches implements Serializable {
  private static final long serialVersionUID = 1;

  private final BlockLayout layout;

  /** Those of {@link Folds}, numbers because Kryo cannot serialise records. */
  private final int folds;

  private final int firstFold;

  /** The rows of each shard that a network learns from. */
  private final int[] shardRows;

  private final long totalRows;
  private final int batchSize;
  private final long seed;

  /** Of the step that was asked for last: all shards ask for it. */
  private transient volatile Stretch last;

  /**
   * The rows that a step takes of each shard, as places in its order.
   *
   * @param from of each shard the first
   * @param to of each shard the end
   */
  private record Stretch(long step, int[] from, int[] to) {}

  /**
   * Batches of shards of one block.
   *
   * @param shardRows the rows of each shard
   * @param batchSize the rows of a batch, over all shards
   */
  public MiniBatches(int[] shardRows, int batchSize, long seed) {
    this(shardRows, Folds.NONE, batchSize, seed);
  }

  /** The same with rows that are held out. */
  public MiniBatches(int[] shardRows, Folds folds, int batchSize, long seed) {
    this(BlockLayout.whole(shardRows), folds, batchSize, seed);
  }

  /**
   * Batches of shards of any blocks.
   *
   * @param layout the rows of each block
   */
  public MiniBatches(BlockLayout layout, Folds folds, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "the batch size is a number of rows of at least 1, not " + batchSize);
    }
    this.layout = layout;
    this.folds = folds.count();
    firstFold = folds.first();
    this.shardRows =
        IntStream.range(0, layout.shards()).map(s -> layout.learned(s, folds)).toArray();
    this.totalRows = Arrays.stream(shardRows).asLongStream().sum();
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** How the rows are kept. */
  public BlockLayout layout() {
    return layout;
  }

  /** How rows are held out. */
  public Folds folds() {
    return new Folds(folds, firstFold);
  }

  /** The rows of all shards that a network learns from. */
  public long totalRows() {
    return totalRows;
  }

  /** The number of shards. */
  public int shards() {
    return shardRows.length;
  }

  /** What every random choice of the run depends on. */
  public long seed() {
    return seed;
  }

  /** The steps of an epoch, the short last one included. */
  public long stepsPerEpoch() {
    return Math.max(1, (totalRows + batchSize - 1) / batchSize);
  }

  /** The epoch a step belongs to; steps count from 1, epochs from 0. */
  public long epoch(long step) {
    return (step - 1) / stepsPerEpoch();
  }

  /** A bound on the rows that any shard gives to a step; the memory of a task follows from it. */
  public int largestShare() {
    int largest = Arrays.stream(shardRows).max().orElse(0);
    return (int) Math.min(Math.min(largest, batchSize), EpochOrder.mostRows(shardRows, batchSize));
  }

  /** The rows of {@code shard} in step {@code step}, counted from 1, of the first network. */
  public int[] rows(int shard, long step) {
    return rows(shard, step, 0);
  }

  /** The rows of {@code shard} in step {@code step} that a network of a bag sees. */
  public int[] rows(int shard, long step, int which) {
    Folds held = folds();
    Stretch stretch = stretch(step);
    int[] rows = new int[stretch.to[shard] - stretch.from[shard]];
    order(shard, epoch(step))
        .forEach(
            stretch.from[shard],
            stretch.to[shard],
            (i, block, at) ->
                rows[i] =
                    layout.start(shard, block) + held.row(layout.rows(shard, block), which, at));
    return rows;
  }

  /** The blocks of {@code shard} that step {@code step} needs. */
  public BlocksOfStep blocks(int shard, long step) {
    Stretch stretch = stretch(step);
    WindowOrder order = order(shard, epoch(step));
    int first = order.window(stretch.from[shard]);
    int end = 1 + order.window(Math.max(stretch.from[shard], stretch.to[shard] - 1));
    int[] now = IntStream.range(first, end).flatMap(w -> Arrays.stream(order.blocks(w))).toArray();
    int[] next =
        end < order.windows() ? order.blocks(end) : order(shard, epoch(step) + 1).blocks(0);
    return new BlocksOfStep(now, next);
  }

  private Stretch stretch(long step) {
    Stretch known = last;
    if (known == null || known.step != step) {
      long batch = (step - 1) % stepsPerEpoch();
      EpochOrder line = new EpochOrder(shardRows, epochKey(epoch(step)));
      known =
          new Stretch(
              step,
              line.given(batch * batchSize),
              line.given(Math.min(totalRows, (batch + 1) * batchSize)));
      last = known;
    }
    return known;
  }

  private WindowOrder order(int shard, long epoch) {
    int[] learned = new int[layout.blocks(shard)];
    Arrays.setAll(learned, b -> folds().learned(layout.rows(shard, b)));
    return new WindowOrder(learned, largestShare(), CounterRandom.key(epochKey(epoch), shard));
  }

  private long epochKey(long epoch) {
    return CounterRandom.key(seed, epoch);
  }
}

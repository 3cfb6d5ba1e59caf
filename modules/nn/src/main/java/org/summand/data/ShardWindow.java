package org.summand.data;

/**
 * The rows of a shard that are at hand: all of them, or those of some of its blocks.
 *
 * <p>Never changed once built.
 */
public final class ShardWindow {
  private final int index;
  private final int[] starts;
  private final Shard[] blocks;

  /**
   * @param index the shard's place among the shards of the data set
   * @param layout how it is kept in blocks
   * @param blocks its blocks, each in its place; null for those that are not at hand
   */
  public ShardWindow(int index, BlockLayout layout, Shard[] blocks) {
    this.index = index;
    this.blocks = blocks.clone();
    starts = new int[blocks.length];
    for (int b = 0; b < blocks.length; b++) {
      starts[b] = layout.start(index, b);
    }
  }

  private ShardWindow(Shard whole) {
    index = whole.index();
    starts = new int[] {0};
    blocks = new Shard[] {whole};
  }

  /** All rows of a shard, cut into its blocks. */
  public static ShardWindow of(Shard whole, BlockLayout layout) {
    int index = whole.index();
    Shard[] blocks = new Shard[layout.blocks(index)];
    for (int b = 0; b < blocks.length; b++) {
      int start = layout.start(index, b);
      blocks[b] = whole.block(start, start + layout.rows(index, b));
    }
    return new ShardWindow(index, layout, blocks);
  }

  /** All rows of a shard, in one block. */
  public static ShardWindow of(Shard whole) {
    return new ShardWindow(whole);
  }

  /** The shard's place among the shards of the data set. */
  public int index() {
    return index;
  }

  /** Whether the shard is one block. */
  public boolean isWhole() {
    return blocks.length == 1;
  }

  /** The one block of a shard that is one. */
  public Shard whole() {
    return blocks[0];
  }

  /**
   * Copies rows that are at hand.
   *
   * @param rows their places in the shard
   * @param features takes rows × inputs
   * @param targets takes rows × (targets + 1)
   */
  public void gather(int[] rows, float[] features, float[] targets) {
    for (int r = 0; r < rows.length; r++) {
      int b = block(rows[r]);
      Shard block = blocks[b];
      int row = rows[r] - starts[b];
      copy(block.features(), block.featureCols(), row, features, r);
      copy(block.targets(), block.targetCols(), row, targets, r);
    }
  }

  private static void copy(float[] from, int width, int row, float[] to, int at) {
    System.arraycopy(from, row * width, to, at * width, width);
  }

  /** The weight of a row that is at hand. */
  public float weight(int row) {
    int b = block(row);
    return blocks[b].weight(row - starts[b]);
  }

  /** The block that a row is in. */
  private int block(int row) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

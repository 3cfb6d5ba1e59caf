package org.summand.spark.shard;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.summand.spark.table.RowErrorFormat;
import org.summand.spark.table.RowFault;
import org.summand.spark.table.RowReader;
import org.summand.table.BadCellException;
import scala.Tuple2;

/**
 * Packs the rows of one input partition into blocks, one open block for each shard and side, and
 * hands all of them out whenever together they reach a budget: memory stays bounded, whatever the
 * size of the partition.
 */
final class BlockIterator implements Iterator<Tuple2<Integer, Block>> {
  /** 32 MiB of floats. */
  private static final int BUDGET = 1 << 23;

  private final int partition;
  private final Iterator<Row> rows;
  private final RowReader reader;
  private final RowPlacement placement;
  private final RowErrorFormat words;
  private final OpenBlock[] open;
  private final float[] scratch;
  private final int[] bits;
  private final ArrayDeque<Tuple2<Integer, Block>> ready = new ArrayDeque<>();
  private long buffered;

  BlockIterator(
      int partition,
      Iterator<Row> rows,
      RowReader reader,
      RowPlacement placement,
      RowErrorFormat words) {
    this.partition = partition;
    this.rows = rows;
    this.reader = reader;
    this.placement = placement;
    this.words = words;
    open = new OpenBlock[2 * placement.shards()];
    scratch = new float[reader.width()];
    bits = new int[reader.bitsWidth()];
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      pack(rows.next());
      if (buffered > BUDGET || !rows.hasNext()) {
        flush();
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Tuple2<Integer, Block> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void pack(Row row) {
    boolean validation;
    long hash;
    try {
      reader.read(row, scratch);
      hash = hash(row);
      validation = reader.marksValidation() && reader.isValidation(row);
    } catch (BadCellException bad) {
      ready.add(new Tuple2<>(0, Block.faulty(RowFault.of(bad, row, partition, words))));
      while (rows.hasNext()) {
        // The rest of the partition is of no use; leave its source in an orderly way.
        rows.next();
      }
      return;
    }
    if (!reader.marksValidation()) {
      validation = placement.isValidation(hash);
    }
    int shard = placement.shard(hash);
    int side = 2 * shard + (validation ? 1 : 0);
    if (open[side] == null) {
      open[side] = new OpenBlock(scratch.length);
    }
    open[side].add(hash, scratch);
    buffered += scratch.length;
  }

  private long hash(Row row) {
    if (reader.isNumeric()) {
      return placement.hash(scratch);
    }
    reader.readBits(row, bits);
    return placement.hash(bits);
  }

  private void flush() {
    for (int side = 0; side < open.length; side++) {
      if (open[side] != null) {
        ready.add(new Tuple2<>(side / 2, open[side].close(side % 2 == 1)));
        open[side] = null;
      }
    }
    buffered = 0;
  }

  /** A block that still grows. */
  private static final class OpenBlock {
    private static final int FIRST_ROWS = 8;

    private final int width;
    private int count;
    private long[] hashes = new long[FIRST_ROWS];
    private float[] values;

    OpenBlock(int width) {
      this.width = width;
      values = new float[FIRST_ROWS * width];
    }

    void add(long hash, float[] row) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
        values = Arrays.copyOf(values, 2 * count * width);
      }
      hashes[count] = hash;
      System.arraycopy(row, 0, values, count * width, width);
      count++;
    }

    Block close(boolean validation) {
      return Block.of(
          validation, Arrays.copyOf(hashes, count), Arrays.copyOf(values, count * width));
    }
  }
}

package org.summand.spark.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.summand.data.Scaling;
import org.summand.nn.Scorer;
import org.summand.spark.table.BadRowException;
import org.summand.spark.table.RowReader;
import org.summand.table.BadCellException;

/** The rows of one partition with their predictions, computed a block at a time. */
final class PredictedRows implements Iterator<Row> {
  /** A block's features: 512 KiB of floats, so that rows are still in the cache when passed on. */
  private static final int BLOCK_FLOATS = 1 << 17;

  private static final int LEAST_ROWS = 64;

  private final Iterator<Row> rows;
  private final RowReader reader;
  private final Scaling scaling;
  private final boolean scales;
  private final Scorer scorer;
  private final float[] weights;
  private final PredictionWriter predictions;
  private final int predictionWidth;

  private final List<Row> block = new ArrayList<>();
  private final int blockRows;
  private final int inputs;
  private final float[] features;
  private final float[] z;
  private int next;

  PredictedRows(
      Iterator<Row> rows,
      RowReader reader,
      Scaling scaling,
      Scorer scorer,
      float[] weights,
      int outputs,
      PredictionWriter predictions) {
    this.rows = rows;
    this.reader = reader;
    this.scaling = scaling;
    scales = !scaling.isIdentity();
    this.scorer = scorer;
    this.weights = weights;
    this.predictions = predictions;
    inputs = reader.inputs();
    blockRows = blockRows(inputs);
    predictionWidth = predictions.fields().size();
    // Each row is read where it belongs; what a reader writes behind the features, the next row
    // overwrites, and behind the last there is room.
    features = new float[blockRows * inputs + reader.width() - inputs];
    z = new float[blockRows * outputs];
  }

  /** The rows of a block, which are predicted together. */
  static int blockRows(int inputs) {
    return Math.max(LEAST_ROWS, Math.min(Scorer.BLOCK_ROWS, BLOCK_FLOATS / inputs));
  }

  @Override
  public boolean hasNext() {
    if (next == block.size() && rows.hasNext()) {
      fill();
    }
    return next < block.size();
  }

  private void fill() {
    block.clear();
    next = 0;
    while (block.size() < blockRows && rows.hasNext()) {
      Row read = rows.next();
      try {
        reader.read(read, features, block.size() * inputs);
      } catch (BadCellException bad) {
        throw BadRowException.of(bad, read, TaskContext.getPartitionId());
      }
      block.add(read);
    }
    if (scales) {
      scaling.apply(features, block.size());
    }
    scorer.rawOutputs(weights, features, block.size(), z);
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row given = block.get(next);
    Object[] cells = new Object[given.size() + predictionWidth];
    for (int i = 0; i < given.size(); i++) {
      cells[i] = given.get(i);
    }
    int outputs = z.length / blockRows;
    predictions.write(z, next * outputs, cells, given.size());
    next++;
    return RowFactory.create(cells);
  }
}

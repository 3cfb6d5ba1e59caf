package org.summand.spark.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Scorer;
import org.summand.spark.table.BadRowException;
import org.summand.spark.table.FeatureReader;
import org.summand.table.BadCellException;
import org.summand.table.TableEncoder;

/** The rows of one partition with their predictions, computed a block at a time. */
final class PredictedRows implements Iterator<Row> {
  /** A block's features: 512 KiB of floats, so that rows are still in the cache when passed on. */
  private static final int BLOCK_FLOATS = 1 << 17;

  private static final int LEAST_ROWS = 64;

  private final Iterator<Row> rows;
  private final FeatureReader reader;
  private final TableEncoder encoder;
  private final Scorer scorer;
  private final float[] weights;
  private final PredictionWriter predictions;
  private final int predictionWidth;

  private final List<Row> block = new ArrayList<>();
  private final int blockRows;
  private final int width;
  private final float[] raw;
  private final float[] inputs;
  private final float[] z;
  private int next;

  PredictedRows(
      Iterator<Row> rows,
      FeatureReader reader,
      TableEncoder encoder,
      Scorer scorer,
      float[] weights,
      int outputs,
      PredictionWriter predictions) {
    this.rows = rows;
    this.reader = reader;
    this.encoder = encoder;
    this.scorer = scorer;
    this.weights = weights;
    this.predictions = predictions;
    width = reader.width();
    blockRows = blockRows(encoder.inputs());
    predictionWidth = predictions.fields().size();
    raw = new float[blockRows * width];
    inputs = encoder.isIdentity() ? raw : new float[blockRows * encoder.inputs()];
    z = new float[blockRows * outputs];
  }

  /** The rows of a block, which are predicted together. */
  static int blockRows(int inputs) {
    return Math.max(LEAST_ROWS, Math.min(ExecutionPlan.BLOCK_ROWS, BLOCK_FLOATS / inputs));
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
        reader.read(read, raw, block.size() * width);
      } catch (BadCellException bad) {
        throw BadRowException.of(bad, read, TaskContext.getPartitionId());
      }
      block.add(read);
    }
    if (!encoder.isIdentity()) {
      encoder.encode(raw, block.size(), inputs);
    }
    scorer.rawOutputs(weights, inputs, block.size(), z);
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

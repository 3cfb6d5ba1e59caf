package io.summand.spark;

import io.summand.data.BadDataException;
import io.summand.data.Scaling;
import io.summand.nn.Scorer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of one partition with their answers, computed a block at a time. */
final class AnsweredRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final RowReader reader;
  private final Scaling scaling;
  private final Scorer scorer;
  private final float[] weights;
  private final Answers answers;
  private final int answerWidth;

  private final List<Row> block = new ArrayList<>(Scorer.BLOCK_ROWS);
  private final float[] row;
  private final float[] features;
  private final float[] z;
  private int next;
  private long rowNumber;

  AnsweredRows(
      Iterator<Row> rows,
      RowReader reader,
      Scaling scaling,
      Scorer scorer,
      float[] weights,
      int outputs,
      Answers answers) {
    this.rows = rows;
    this.reader = reader;
    this.scaling = scaling;
    this.scorer = scorer;
    this.weights = weights;
    this.answers = answers;
    answerWidth = answers.fields().size();
    row = new float[reader.width()];
    features = new float[Scorer.BLOCK_ROWS * reader.inputs()];
    z = new float[Scorer.BLOCK_ROWS * outputs];
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
    int inputs = reader.inputs();
    while (block.size() < Scorer.BLOCK_ROWS && rows.hasNext()) {
      Row read = rows.next();
      try {
        reader.read(read, row, 0);
      } catch (BadCell bad) {
        throw new BadDataException(
            bad.getMessage()
                + " in row "
                + rowNumber
                + " of partition "
                + TaskContext.getPartitionId());
      }
      System.arraycopy(row, 0, features, block.size() * inputs, inputs);
      block.add(read);
      rowNumber++;
    }
    scaling.apply(features, block.size());
    scorer.rawOutputs(weights, features, block.size(), z);
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row given = block.get(next);
    Object[] cells = new Object[given.size() + answerWidth];
    for (int i = 0; i < given.size(); i++) {
      cells[i] = given.get(i);
    }
    int outputs = z.length / Scorer.BLOCK_ROWS;
    answers.write(z, next * outputs, cells, given.size());
    next++;
    return RowFactory.create(cells);
  }
}

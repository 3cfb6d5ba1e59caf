package org.summand.spark.table;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.nn.Head;
import org.summand.table.CellReader;

/** Reads a table's row into floats: the features, raw; the targets; the row's weight. */
public final class RowReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final FeatureReader features;
  private final FeatureReader asGiven;
  private final TargetReader targets;

  /**
   * @param schema of the table
   * @param columns which of its columns are what
   * @param asGiven reads those to learn from, all of them, as the schema has them: what a row is
   *     known by does not depend on what is learned of other rows
   * @param features reads them as they are learned from
   * @param head what the network predicts
   * @param classNames the names of the classes in the order of the outputs; empty where labels are
   *     the numbers of the outputs
   * @throws BadDataException where a column is of a type that cannot be read so
   */
  public RowReader(
      StructType schema,
      Columns columns,
      FeatureReader asGiven,
      FeatureReader features,
      Head head,
      List<String> classNames) {
    this.asGiven = asGiven;
    this.features = features;
    targets = new TargetReader(schema, columns, head, classNames, features.cells());
  }

  /** The floats of a packed row: features, targets, weight. */
  public int width() {
    return features.width() + targets.targets() + 1;
  }

  /** The floats of a row's features. */
  public int features() {
    return features.width();
  }

  /** Writes a row's floats to {@code to[0 … width)}. */
  public void read(Row row, float[] to) {
    features.read(row, to, 0);
    targets.read(row, to, features.width());
  }

  /** Whether the floats of a row say all that its cells do. */
  public boolean isNumeric() {
    return features.isNumeric() && features.columns().size() == asGiven.columns().size();
  }

  /** The numbers that {@link #readBits} writes. */
  public int bitsWidth() {
    return asGiven.width() + targets.targets() + 1;
  }

  /** How cells are read. */
  public CellReader cells() {
    return features.cells();
  }

  /** Writes what stands for each cell by what it says, whatever its column is read as. */
  public void readBits(Row row, int[] bits) {
    asGiven.readBits(row, bits);
    float[] taught = new float[targets.targets() + 1];
    targets.read(row, taught, 0);
    for (int i = 0; i < taught.length; i++) {
      bits[asGiven.width() + i] = Float.floatToIntBits(taught[i]);
    }
  }

  /** Whether a row is marked for validation. */
  public boolean isValidation(Row row) {
    return targets.isValidation(row);
  }

  /** Whether the table marks its validation rows itself. */
  public boolean marksValidation() {
    return targets.marksValidation();
  }
}

package org.summand.spark.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.summand.compute.EmbeddingTable;
import org.summand.data.BadDataException;
import org.summand.table.CellReader;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;
import org.summand.table.RawColumn.Kind;
import org.summand.table.RawRowReader;

/**
 * Reads the features of a table's row, raw (see {@link RawColumn}). Every cell is checked here,
 * once, so that nothing below need look again.
 */
public final class FeatureReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<RawColumn> columns;
  private final RawRowReader cells;

  /** For each column its place in a row of the table. */
  private final int[] at;

  private final boolean isNumeric;

  /**
   * @param schema of the table
   * @param names of the columns that are used, in their order; they may be called otherwise than
   *     they were
   * @param columns what is read of them
   * @param takesMissing whether numbers may be missing
   * @param tables of the last numbers, those that the network itself reads as categories
   * @throws BadDataException where a column is of a type that cannot be read so
   */
  public FeatureReader(
      StructType schema,
      List<String> names,
      List<RawColumn> columns,
      CellReader cells,
      boolean takesMissing,
      List<EmbeddingTable> tables) {
    this.columns = new ArrayList<>(columns);
    this.cells = new RawRowReader(columns, names, cells, takesMissing, tables);
    at = new int[columns.size()];
    for (int c = 0; c < at.length; c++) {
      String name = this.cells.name(c);
      if (name != null) {
        at[c] = schema.fieldIndex(name);
        requireType(schema.fields()[at[c]].dataType(), columns.get(c), name);
      }
    }
    isNumeric =
        columns.stream()
            .allMatch(column -> column.kind() == Kind.NUMBER || column.kind() == Kind.VECTOR);
  }

  private static void requireType(DataType type, RawColumn column, String name) {
    boolean isText = type instanceof StringType;
    boolean isNumber = type instanceof NumericType || type instanceof BooleanType;
    boolean fits =
        switch (column.kind()) {
          case NUMBER, CATEGORY -> isNumber || isText;
          case DATE, TIMESTAMP -> isDay(type) || isText;
          case VECTOR -> isVector(type);
          case UNUSED -> true;
        };
    if (!fits) {
      throw new BadDataException(
          "column '"
              + MessageText.shortened(name)
              + "' is of type "
              + type.simpleString()
              + ", but "
              + expected(column.kind())
              + " is needed");
    }
  }

  private static String expected(Kind kind) {
    return switch (kind) {
      case NUMBER -> "a number";
      case CATEGORY -> "a text or a number";
      case DATE, TIMESTAMP -> "a date";
      case VECTOR -> "a vector or an array of numbers";
      case UNUSED -> "nothing";
    };
  }

  /** Whether a cell holds several numbers. */
  public static boolean isVector(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array && array.elementType() instanceof NumericType);
  }

  /** Whether a cell holds a day, with or without the time. */
  static boolean isDay(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /** What is read of each column. */
  public List<RawColumn> columns() {
    return List.copyOf(columns);
  }

  /** How cells are read. */
  CellReader cells() {
    return cells.cells();
  }

  /** The floats of a row. */
  public int width() {
    return cells.width();
  }

  /** Whether the floats of a row say all that its cells do. */
  public boolean isNumeric() {
    return isNumeric;
  }

  /** Writes a row's floats to {@code to[from … from + width)}. */
  public void read(Row row, float[] to, int from) {
    int next = from;
    for (int c = 0; c < at.length; c++) {
      RawColumn column = columns.get(c);
      Object cell = column.isUsed() ? row.get(at[c]) : null;
      if (column.kind() == Kind.VECTOR) {
        readVector(c, cell, to, next);
        next += column.width();
      } else {
        next = cells.read(c, cell, to, next);
      }
    }
    cells.check(to, next);
  }

  private void readVector(int c, Object cell, float[] to, int next) {
    String name = cells.name(c);
    cells.requireSize(c, VectorCells.size(cell, name));
    VectorCells.read(cell, name, to, next, cells.takesMissing());
    cells.findCategories(c, to, next);
  }

  /** Writes what stands for each cell by what it says, whatever its column is read as. */
  public void readBits(Row row, int[] bits) {
    int next = 0;
    for (int c = 0; c < at.length; c++) {
      RawColumn column = columns.get(c);
      if (column.kind() == Kind.VECTOR) {
        float[] values = new float[column.width()];
        VectorCells.read(row.get(at[c]), cells.name(c), values, 0, true);
        for (int i = 0; i < values.length; i++) {
          bits[next + i] = Float.floatToIntBits(values[i]);
        }
      } else if (column.isUsed()) {
        bits[next] = cells.cells().bits(row.get(at[c]), cells.name(c));
      }
      next += column.width();
    }
  }
}

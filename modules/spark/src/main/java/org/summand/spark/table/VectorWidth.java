package org.summand.spark.table;

import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.table.MessageText;

/** Tells how many numbers the rows of a table have, where nobody says. */
public final class VectorWidth {
  /** Where Spark's reader of LIBSVM files says it. */
  private static final String LIBSVM = "numFeatures";

  private VectorWidth() {}

  /**
   * The features of a row: one for each column, and as many as it has for a vector or an array.
   *
   * @param features columns that the table has
   */
  public static int ofAll(Dataset<Row> table, List<String> features) {
    StructType schema = table.schema();
    return features.stream()
        .mapToInt(
            name -> FeatureReader.isVector(schema.apply(name).dataType()) ? of(table, name) : 1)
        .sum();
  }

  /**
   * The numbers of a vector or an array: by the column's metadata, else by the first row that has
   * one.
   *
   * @throws BadDataException where no row has
   */
  public static int of(Dataset<Row> table, String column) {
    StructField field = table.schema().apply(column);
    Metadata metadata = field.metadata();
    int known =
        metadata.contains(LIBSVM)
            ? (int) metadata.getLong(LIBSVM)
            : field.dataType().equals(SQLDataTypes.VectorType())
                ? AttributeGroup.fromStructField(field).size()
                : -1;
    return known > 0 ? known : ofFirst(table, column);
  }

  private static int ofFirst(Dataset<Row> table, String column) {
    List<Row> first =
        table
            .select(Columns.column(column))
            .where(Columns.column(column).isNotNull())
            .takeAsList(1);
    if (first.isEmpty()) {
      throw new BadDataException(
          "column '" + MessageText.shortened(column) + "' has no vector in any row");
    }
    Object cell = first.get(0).get(0);
    return cell instanceof Vector vector
        ? vector.size()
        : ((scala.collection.Seq<?>) cell).length();
  }
}

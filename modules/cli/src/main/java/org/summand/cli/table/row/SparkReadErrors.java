package org.summand.cli.table.row;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.base.EnumText;
import org.summand.cli.config.DataFormat;
import org.summand.cli.config.RequestException;
import org.summand.data.BadDataException;

/** Turns Spark's errors about files that it cannot read into one sentence. */
public final class SparkReadErrors {
  private SparkReadErrors() {}

  /** Reads a table, or says which files are not of the format. */
  public static Dataset<Row> table(String path, DataFormat format, Supplier<Dataset<Row>> read) {
    Dataset<Row> table;
    try {
      table = read.get();
    } catch (Exception unreadable) { // Scala throws checked exceptions without saying so.
      throw refusal(path, format, unreadable);
    }
    if (table.schema().isEmpty()) {
      throw new BadDataException(path + " has no rows");
    }
    return table;
  }

  private static RuntimeException refusal(String path, DataFormat format, Exception unreadable) {
    Throwable root = unreadable;
    while (root.getCause() != null) {
      Optional<BadDataException> damaged = BadRows.damaged(root);
      if (damaged.isPresent()) {
        return damaged.get();
      }
      root = root.getCause();
    }
    String name = EnumText.of(format);
    String why = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return new RequestException(path + " cannot be read as " + name + ": " + why, unreadable);
  }
}

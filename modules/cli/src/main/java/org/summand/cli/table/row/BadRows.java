package org.summand.cli.table.row;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.summand.cli.table.file.TextFiles;
import org.summand.data.BadDataException;
import org.summand.spark.table.BadRowException;

/** Adds file and line to an error that is met while the rows of a table are read. */
public final class BadRows {
  /** Spark's own name for a file that it could not read to the end. */
  private static final String UNREADABLE_FILE = "FAILED_READ_FILE.NO_HINT";

  private BadRows() {}

  /** Does something with the rows, and tells of a bad row or file by its place. */
  static <T> T named(TableReader reader, SparkSession spark, TableReader.Work<T> work)
      throws IOException {
    try {
      return work.run();
    } catch (Exception thrown) { // Scala throws checked exceptions without saying so.
      for (Throwable t = thrown; t != null; t = t.getCause()) {
        if (t instanceof BadRowException bad) {
          throw new BadDataException(words(bad, reader, spark));
        }
        Optional<BadDataException> damaged = damaged(t);
        if (damaged.isPresent()) {
          throw damaged.get();
        }
      }
      throw thrown;
    }
  }

  private static String words(BadRowException bad, TableReader reader, SparkSession spark) {
    Optional<String> where =
        reader
            .placed(spark)
            .flatMap(placed -> RowLocator.of(bad, placed))
            .map(place -> where(place, reader));
    if (where.isEmpty()) {
      return bad.getMessage();
    }
    if (bad.isLabelMissing() && MalformedLine.ofCells(bad.cells()).isPresent()) {
      return MalformedLine.ofCells(bad.cells()).get() + " in " + where.get();
    }
    String remedy = bad.remedy().isEmpty() ? "" : "; " + bad.remedy();
    return MalformedLine.words(bad.fault()) + " in " + where.get() + remedy;
  }

  /** A place in words, counted from 1 as editors do. */
  public static String where(RowLocator.Place place, TableReader reader) {
    String file = TextFiles.name(place.file());
    return reader.line(place.file(), place.row()).stream()
        .mapToObj(line -> "line " + line + " of " + file)
        .findFirst()
        .orElse("row " + (place.row() + 1) + " of " + file);
  }

  /** The error where Spark could not read a file to its end; empty for any other. */
  static Optional<BadDataException> damaged(Throwable thrown) {
    if (!(thrown instanceof SparkThrowable spark)
        || spark.getCondition() == null
        || !spark.getCondition().equals(UNREADABLE_FILE)) {
      return Optional.empty();
    }
    Map<String, String> said = spark.getMessageParameters();
    return Optional.ofNullable(said.get("path"))
        .map(file -> TextFiles.damaged(RowLocator.path(file), thrown));
  }
}

package org.summand.cli.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.summand.base.EnumText;
import org.summand.cli.config.DataFormat;
import org.summand.cli.table.file.DataFiles;
import org.summand.cli.table.file.RowLines;
import org.summand.cli.table.file.TextFiles;
import org.summand.cli.table.row.BadRows;
import org.summand.cli.table.row.RowLocator;
import org.summand.cli.table.row.SparkReadErrors;
import org.summand.cli.table.row.TableReader;
import org.summand.data.BadDataException;
import org.summand.spark.table.Columns;

/** Files that name and type their own columns: Parquet, JSON (an object a line) and ORC. */
record TypedFileReader(DataFiles files, DataFormat format) implements TableReader {
  /** Where Spark puts a line that is not JSON. */
  private static final String BROKEN_LINE = "_corrupt_record";

  @Override
  public Dataset<Row> read(SparkSession spark, Consumer<String> say) {
    TableReader.sayDocuments(files, say);
    Dataset<Row> table = table(spark);
    if (format == DataFormat.JSON
        && Arrays.asList(table.schema().fieldNames()).contains(BROKEN_LINE)) {
      throw new BadDataException(
          firstBroken(table)
                  .map(place -> BadRows.where(place, this) + " is not a JSON object")
                  .orElse(files.path() + " has lines that are not JSON objects")
              + "; each line must be one, as in {\"x\": 1}");
    }
    return table;
  }

  private Dataset<Row> table(SparkSession spark) {
    return SparkReadErrors.table(
        files.path(),
        format,
        () -> {
          DataFrameReader reader = spark.read().format(EnumText.of(format));
          String filter = files.filter();
          return (filter.isEmpty() ? reader : reader.option("pathGlobFilter", filter))
              .load(files.pattern());
        });
  }

  /** The first broken line; empty where all are, and Spark does not tell them apart. */
  private static Optional<RowLocator.Place> firstBroken(Dataset<Row> table) {
    int at = table.schema().fieldIndex(BROKEN_LINE);
    return table.columns().length == 1
        ? Optional.empty()
        : RowLocator.first(
            withPlaces(table), (Predicate<Row> & Serializable) row -> !row.isNullAt(at));
  }

  @Override
  public Optional<Dataset<Row>> placed(SparkSession spark) {
    return Optional.of(withPlaces(table(spark)));
  }

  private static Dataset<Row> withPlaces(Dataset<Row> table) {
    return table.select(
        RowLocator.with(Arrays.stream(table.columns()).map(Columns::column).toList(), true));
  }

  @Override
  public OptionalLong line(String file, long row) {
    if (format != DataFormat.JSON) {
      return OptionalLong.empty();
    }
    try (BufferedReader lines = TextFiles.lines(new Path(file), files.hadoop())) {
      return RowLines.skipping(String::isBlank).lineOf(row, lines);
    } catch (IOException unreadable) {
      return OptionalLong.empty();
    }
  }
}

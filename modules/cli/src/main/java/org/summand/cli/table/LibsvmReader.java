package org.summand.cli.table;

import static org.apache.spark.sql.functions.col;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.summand.cli.config.DataFormat;
import org.summand.cli.config.RequestException;
import org.summand.cli.table.file.DataFiles;
import org.summand.cli.table.file.RowLines;
import org.summand.cli.table.file.TextFiles;
import org.summand.cli.table.row.RowLocator;
import org.summand.cli.table.row.SparkReadErrors;
import org.summand.cli.table.row.TableReader;
import org.summand.data.ScalingMethod;
import org.summand.spark.table.Columns;

/**
 * LIBSVM files: the column {@code label}, and the sparse vector {@code features}. Its width is the
 * network's, because the last features of a file may all be 0 and then are not in it; where the
 * network does not say, it is the largest number of a feature there.
 */
record LibsvmReader(DataFiles files, OptionalInt inputs) implements TableReader {
  private static final Pattern BETWEEN = Pattern.compile("\\s+");

  @Override
  public Dataset<Row> read(SparkSession spark, Consumer<String> say) {
    TableReader.sayDocuments(files, say);
    Dataset<Row> table;
    try {
      table = SparkReadErrors.table(files.path(), DataFormat.LIBSVM, () -> reader(spark, "libsvm"));
    } catch (RequestException unreadable) {
      throw firstBroken(spark).orElse(unreadable);
    }
    long width = table.schema().apply("features").metadata().getLong("numFeatures");
    if (inputs.isEmpty()) {
      say.accept(
          "the largest number of a feature in "
              + files.path()
              + " is "
              + width
              + ", so a row has as many; if more belong to it, begin the network with their number");
      return table;
    }
    if (width > inputs.getAsInt()) {
      throw new RequestException(
          files.path()
              + " has features up to number "
              + width
              + " but the network takes "
              + inputs.getAsInt()
              + " inputs; change the network's first number");
    }
    return table(spark);
  }

  /** Most numbers are 0, and stay so. */
  @Override
  public ScalingMethod scaling() {
    return ScalingMethod.NONE;
  }

  private Dataset<Row> table(SparkSession spark) {
    DataFrameReader reader = filtered(spark.read().format("libsvm"));
    inputs.ifPresent(width -> reader.option("numFeatures", width));
    return reader.load(files.pattern());
  }

  private Dataset<Row> reader(SparkSession spark, String format) {
    return filtered(spark.read().format(format)).load(files.pattern());
  }

  private DataFrameReader filtered(DataFrameReader reader) {
    String filter = files.filter();
    return filter.isEmpty() ? reader : reader.option("pathGlobFilter", filter);
  }

  /** Spark's own words name neither the file nor the line. */
  private Optional<RequestException> firstBroken(SparkSession spark) {
    Dataset<Row> lines = reader(spark, "text").select(RowLocator.with(List.of(col("value")), true));
    return RowLocator.first(
            lines, (Predicate<Row> & Serializable) row -> isBroken(row.getString(0)))
        .map(
            place ->
                new RequestException(
                    files.path()
                        + " cannot be read as libsvm: line "
                        + (place.row() + 1)
                        + " of "
                        + TextFiles.name(place.file())
                        + " is not a label and numbers with their places from 1 upwards, as in"
                        + " 1 3:0.5 7:2"));
  }

  private static boolean isSkipped(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }

  private static boolean isBroken(String line) {
    if (isSkipped(line)) {
      return false;
    }
    try {
      String[] words = BETWEEN.split(line.strip());
      Double.parseDouble(words[0]);
      int before = 0;
      for (String word : Arrays.asList(words).subList(1, words.length)) {
        int colon = word.indexOf(':');
        int place = Integer.parseInt(word.substring(0, colon));
        Double.parseDouble(word.substring(colon + 1));
        if (place <= before) {
          return true;
        }
        before = place;
      }
      return false;
    } catch (NumberFormatException | StringIndexOutOfBoundsException broken) {
      return true;
    }
  }

  @Override
  public Optional<Dataset<Row>> placed(SparkSession spark) {
    return Optional.of(
        table(spark)
            .select(RowLocator.with(List.of(Columns.column("label"), col("features")), true)));
  }

  @Override
  public OptionalLong line(String file, long row) {
    try (BufferedReader lines = TextFiles.lines(new Path(file), files.hadoop())) {
      return RowLines.skipping(LibsvmReader::isSkipped).lineOf(row, lines);
    } catch (IOException unreadable) {
      return OptionalLong.empty();
    }
  }
}

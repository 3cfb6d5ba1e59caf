package io.summand.cli.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.summand.cli.config.DataFormat;
import io.summand.cli.config.RequestException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * CSV files. Every cell is read as a text, without a pass to guess types: the shard packer reads
 * numbers, and can name the row and the column of what is none. Without a header columns are called
 * {@code _c0}, {@code _c1} and so on.
 *
 * @param path the files
 * @param header whether their first lines name the columns
 * @param separator what stands between two cells
 * @param labels the columns that may hold names
 */
record CsvReader(String path, boolean header, String separator, List<String> labels)
    implements TableReader {
  /** Where Spark puts a line that has too few or too many cells. */
  private static final String BROKEN_LINE = "_broken_line";

  private static final int SHOWN_OF_LINE = 60;

  @Override
  public Dataset<Row> read(SparkSession spark) {
    String[] names =
        Tables.table(path, DataFormat.CSV, () -> options(spark).csv(path)).schema().fieldNames();
    requireNames(names);
    StructType texts = new StructType();
    for (String name : names) {
      texts = texts.add(name, DataTypes.StringType);
    }
    StructType schema = texts.add(BROKEN_LINE, DataTypes.StringType);
    Column[] cells = Arrays.stream(names).map(CsvReader::column).toArray(Column[]::new);
    int first = firstFeature(names);
    cells[first] = cellOrLine(names[first], names.length);
    return options(spark)
        .schema(schema)
        .option("enforceSchema", false) // every file's header is compared with the first one's
        .option("columnNameOfCorruptRecord", BROKEN_LINE)
        .csv(path)
        .select(cells);
  }

  private int firstFeature(String[] names) {
    return IntStream.range(0, names.length)
        .filter(i -> !labels.contains(names[i]))
        .findFirst()
        .orElse(0);
  }

  private DataFrameReader options(SparkSession spark) {
    return spark
        .read()
        .option("header", header)
        .option("sep", separator)
        .option("ignoreLeadingWhiteSpace", true)
        .option("ignoreTrailingWhiteSpace", true);
  }

  private static Column column(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /** A cell; in a line of too few or too many cells the line itself, which is not a number. */
  private static Column cellOrLine(String name, int cells) {
    Column line =
        concat(
            substring(col(BROKEN_LINE), 1, SHOWN_OF_LINE),
            lit(" (a line that does not have " + cells + " cells)"));
    return when(col(BROKEN_LINE).isNull(), column(name)).otherwise(line).as(name);
  }

  private void requireNames(String[] names) {
    if (header && Arrays.stream(names).allMatch(Numerals::isNumber)) {
      throw new RequestException(
          "the first line of "
              + path
              + " holds numbers, not the names of columns; set data.header = false, and call the"
              + " columns _c0, _c1, …");
    }
  }
}

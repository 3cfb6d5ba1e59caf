package org.summand.cli.table.csv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.LineBreaks;
import org.summand.cli.table.file.DataFiles;
import org.summand.cli.table.file.FileNames;
import org.summand.cli.table.file.MultiLineScan;
import org.summand.cli.table.file.RowLines;
import org.summand.cli.table.file.TextFiles;
import org.summand.cli.table.row.LocalRows;
import org.summand.cli.table.row.MalformedLine;
import org.summand.cli.table.row.RowLocator;
import org.summand.cli.table.row.TableReader;
import org.summand.data.BadDataException;
import org.summand.spark.table.Columns;

/**
 * CSV files, quoted as RFC 4180 has it. Every cell is read as a text, without a pass to guess
 * types: the shard packer reads numbers, and can name the row and the column of what is none.
 * Without a header columns are called {@code _c0}, {@code _c1} and so on.
 *
 * @param files the files
 * @param data what is said of them
 */
public record CsvReader(DataFiles files, DataSettings data) implements TableReader {
  /** Where Spark puts a line that has too few or too many cells. */
  private static final String BROKEN_LINE = "_broken_line";

  private static final int SHOWN_OF_LINE = 40;

  /** More columns than this Spark's parser has to be told of. */
  private static final int EXPECTED_COLUMNS = 20_000;

  /** Files that can be read together, because their columns stand in one order. */
  private record FileGroup(
      CsvHeader header, String separator, boolean isMultiLine, List<FileStatus> files) {}

  @Override
  public Dataset<Row> read(SparkSession spark, Consumer<String> say) {
    TableReader.sayDocuments(files, say);
    return table(spark, say, false);
  }

  @Override
  public Optional<Dataset<Row>> placed(SparkSession spark) {
    return Optional.of(table(spark, nothing -> {}, true));
  }

  private Dataset<Row> table(SparkSession spark, Consumer<String> say, boolean places) {
    List<FileGroup> all = groups(() -> spark);
    sayNameless(all.get(0).header, say);
    Dataset<Row> table = null;
    for (FileGroup group : all) {
      Dataset<Row> part = read(group, all.size() == 1, places, spark);
      Column[] inOrder =
          Arrays.stream((table == null ? part : table).columns())
              .map(Columns::column)
              .toArray(Column[]::new);
      table = table == null ? part : table.union(part.select(inOrder));
    }
    return table;
  }

  private void sayNameless(CsvHeader header, Consumer<String> say) {
    if (!header.nameless().isEmpty()) {
      say.accept(
          "left out of "
              + files.path()
              + ", having no name: column number "
              + String.join(", ", header.nameless().stream().map(String::valueOf).toList()));
    }
  }

  @Override
  public Optional<LocalRows> readLocally(Consumer<String> say) {
    if (files.data().size() != 1
        || !CsvInspection.isLittle(files.data().get(0).getLen())
        || !files.isOneLocalFile()) {
      return Optional.empty();
    }
    FileGroup group = groups(() -> null).get(0);
    if (group.isMultiLine) {
      return Optional.empty();
    }
    Optional<LocalRows> rows =
        SmallCsvFile.read(
            files.data().get(0), group.header, data.header(), separator(), files.hadoop());
    rows.ifPresent(read -> sayNameless(group.header, say));
    return rows;
  }

  /** The columns that are sure to be read: to answer for rows, no label is needed. */
  private List<String> asked() {
    return data.features().isEmpty() ? data.labels() : data.features();
  }

  private String separator() {
    return CsvSeparator.of(files, data);
  }

  private List<FileGroup> groups(Supplier<SparkSession> spark) {
    if (files.data().isEmpty()) {
      throw new BadDataException(files.path() + " has no rows");
    }
    String separator = separator();
    boolean searches = data.multiLine() == LineBreaks.AUTO;
    Map<List<Object>, FileGroup> groups = new LinkedHashMap<>();
    CsvHeader expected = null;
    for (CsvInspection.Seen seen :
        CsvInspection.at(files.data(), separator, searches, files.hadoop(), spark)) {
      if (seen.first().text().isEmpty()) {
        continue;
      }
      String[] cells = seen.first().cells(separator);
      CsvHeader header =
          data.header()
              ? CsvHeader.of(seen.file(), cells, asked())
              : expected == null ? CsvHeader.byPosition(seen.file(), cells.length) : expected;
      expected = expected == null ? header : expected;
      if (!header.isLike(expected)) {
        throw header.differsFrom(expected);
      }
      boolean isMultiLine = data.multiLine() == LineBreaks.TRUE || seen.isMultiLine();
      groups
          .computeIfAbsent(
              List.of(header.cells(), isMultiLine),
              key -> new FileGroup(header, separator, isMultiLine, new ArrayList<>()))
          .files
          .add(seen.file());
    }
    if (groups.isEmpty()) {
      throw new BadDataException(files.path() + " has no rows");
    }
    return List.copyOf(groups.values());
  }

  private Dataset<Row> read(FileGroup group, boolean isAll, boolean places, SparkSession spark) {
    String[] names = group.header.distinct();
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.StringType);
    }
    Dataset<Row> table = load(group, isAll, schema.add(BROKEN_LINE, DataTypes.StringType), spark);
    List<Column> cells = new ArrayList<>();
    String first = firstFeature(group.header);
    for (String name : group.header.names()) {
      cells.add(name.equals(first) ? cellOrLine(name, names.length) : Columns.column(name));
    }
    // The columns of directories named column=value stand behind those of the files.
    Arrays.stream(table.columns()).skip(names.length + 1L).map(Columns::column).forEach(cells::add);
    return table.select(RowLocator.with(cells, places));
  }

  private Dataset<Row> load(FileGroup group, boolean isAll, StructType schema, SparkSession spark) {
    DataFrameReader reader =
        spark
            .read()
            .schema(schema)
            .option("header", data.header())
            .option("sep", group.separator)
            .option("quote", "\"")
            .option("escape", "\"")
            .option("multiLine", group.isMultiLine)
            .option("ignoreLeadingWhiteSpace", true)
            .option("ignoreTrailingWhiteSpace", true)
            .option("columnNameOfCorruptRecord", BROKEN_LINE);
    if (schema.length() > EXPECTED_COLUMNS) {
      reader = reader.option("maxColumns", schema.length() + 1L);
    }
    if (isAll) {
      String filter = files.filter();
      return (filter.isEmpty() ? reader : reader.option("pathGlobFilter", filter))
          .csv(files.pattern());
    }
    return reader.csv(
        group.files.stream().map(file -> literally(file.getPath())).toArray(String[]::new));
  }

  private static String literally(Path file) {
    return new Path(file.getParent(), FileNames.literally(file.getName())).toString();
  }

  /** The column that tells of a broken line: one that is always read. */
  private String firstFeature(CsvHeader header) {
    List<String> features = data.features().isEmpty() ? header.names() : data.features();
    return features.stream()
        .filter(name -> header.names().contains(name) && !data.labels().contains(name))
        .findFirst()
        .orElse(header.names().get(0));
  }

  /** A cell; in a line of too few or too many cells the line itself, which is not a number. */
  private static Column cellOrLine(String name, int cells) {
    Column line =
        concat(substring(col(BROKEN_LINE), 1, SHOWN_OF_LINE), lit(MalformedLine.mark(cells)));
    return when(col(BROKEN_LINE).isNull(), Columns.column(name)).otherwise(line).as(name);
  }

  private boolean isMultiLine(Path file) throws IOException {
    if (data.multiLine() != LineBreaks.AUTO) {
      return data.multiLine() == LineBreaks.TRUE;
    }
    MultiLineScan scan = new MultiLineScan(separator());
    try (InputStream in = TextFiles.open(file, files.hadoop())) {
      scan.scan(in, 0, Long.MAX_VALUE);
    }
    return scan.isMultiLine();
  }

  @Override
  public OptionalLong line(String file, long row) {
    try (BufferedReader lines = TextFiles.lines(new Path(file), files.hadoop())) {
      RowLines rows =
          isMultiLine(new Path(file))
              ? RowLines.quoted(separator())
              : RowLines.skipping(String::isBlank);
      return rows.lineOf(row + (data.header() ? 1 : 0), lines);
    } catch (IOException unreadable) {
      return OptionalLong.empty();
    }
  }
}

package org.summand.cli.table.row;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.spark.table.BadRowException;
import org.summand.spark.table.Columns;

/**
 * Finds where a row was read, by reading the table once more with the file of each row beside it:
 * only after a fault, so that sound tables are read without.
 */
public final class RowLocator {
  /** The file a row was read from, and the byte of it at which a task began to read. */
  public static final String FILE = "_summand_file";

  public static final String BLOCK = "_summand_block";

  /**
   * Where a row was read.
   *
   * @param file the file
   * @param row the number of the row in the file, from 0
   */
  public record Place(String file, long row) {}

  private RowLocator() {}

  /** Columns of a table of files, and behind them the places if they are wanted. */
  public static Column[] with(List<Column> columns, boolean places) {
    List<Column> all = new ArrayList<>(columns);
    if (places) {
      all.add(col("_metadata.file_path").as(FILE));
      all.add(col("_metadata.file_block_start").as(BLOCK));
    }
    return all.toArray(Column[]::new);
  }

  /** The place of a bad row, looked for where it was met, and then everywhere. */
  static Optional<Place> of(BadRowException bad, Dataset<Row> placed) {
    List<String> columns = bad.columns();
    if (columns.isEmpty() || !List.of(placed.columns()).containsAll(columns)) {
      return Optional.empty();
    }
    String cells = bad.cells();
    int count = columns.size();
    Dataset<Row> rows =
        placed.select(
            Stream.concat(columns.stream(), Stream.of(FILE, BLOCK))
                .map(Columns::column)
                .toArray(Column[]::new));
    return find(
        placed,
        rows,
        (Predicate<Row> & Serializable) row -> BadRowException.cells(row, count).equals(cells),
        bad.partition());
  }

  /** The place of the first row that is of a kind. */
  public static Optional<Place> first(Dataset<Row> placed, Predicate<Row> isWanted) {
    return find(placed, placed, isWanted, -1);
  }

  private static Optional<Place> find(
      Dataset<Row> placed, Dataset<Row> rows, Predicate<Row> isWanted, int partition) {
    JavaRDD<FoundRow> found =
        rows.toJavaRDD().mapPartitions(part -> firstOf(part, isWanted).iterator());
    List<FoundRow> first = List.of();
    if (partition >= 0 && partition < found.getNumPartitions()) {
      first = found.collectPartitions(new int[] {partition})[0];
    }
    if (first.isEmpty()) {
      first = found.take(1);
    }
    return first.stream().findFirst().map(row -> place(row, placed));
  }

  /** The rows of the same file in earlier blocks are counted by Spark, which alone knows them. */
  private static Place place(FoundRow found, Dataset<Row> placed) {
    long before =
        found.block == 0
            ? 0
            : placed.where(col(FILE).equalTo(found.file).and(col(BLOCK).lt(found.block))).count();
    return new Place(path(found.file), before + found.rowOfBlock);
  }

  /** Spark writes files as escaped addresses. */
  static String path(String file) {
    try {
      return new Path(URI.create(file)).toString();
    } catch (IllegalArgumentException unescaped) {
      return file;
    }
  }

  private static List<FoundRow> firstOf(Iterator<Row> rows, Predicate<Row> isWanted) {
    String file = null;
    long block = -1;
    long rowOfBlock = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      int at = row.size() - 2;
      if (block != row.getLong(at + 1) || !Objects.equals(file, row.getString(at))) {
        file = row.getString(at);
        block = row.getLong(at + 1);
        rowOfBlock = 0;
      }
      if (isWanted.test(row)) {
        return List.of(new FoundRow(file, block, rowOfBlock));
      }
      rowOfBlock++;
    }
    return List.of();
  }

  /** A final class rather than a record, because Kryo cannot serialise records. */
  private static final class FoundRow implements Serializable {
    private static final long serialVersionUID = 1;

    private final String file;
    private final long block;
    private final long rowOfBlock;

    FoundRow(String file, long block, long rowOfBlock) {
      this.file = file;
      this.block = block;
      this.rowOfBlock = rowOfBlock;
    }
  }
}

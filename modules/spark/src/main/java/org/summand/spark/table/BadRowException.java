package org.summand.spark.table;

import java.io.Serializable;
import java.util.List;
import java.util.StringJoiner;
import org.apache.spark.sql.Row;
import org.summand.data.BadDataException;
import org.summand.table.BadCellException;

/**
 * A row of a table cannot be used. The message tells it by its cells; who knows how the table was
 * read can find the row's file, by looking for its cells in the partition.
 */
public final class BadRowException extends BadDataException {
  private static final long serialVersionUID = 1;

  /** The partition of a row of which it is not known. */
  static final int ANYWHERE = -1;

  private static final String BETWEEN_CELLS = "\u0001";

  private final int partition;
  private final Details details;

  BadRowException(String sentence, int partition, Details details) {
    super(sentence);
    this.partition = partition;
    this.details = details;
  }

  /** A row that cannot be answered for. */
  public static BadRowException of(BadCellException bad, Row row, int partition) {
    String sentence = RowErrorFormat.PLAIN.tell(bad.getMessage(), bad.remedy(), row);
    return new BadRowException(sentence, partition, Details.of(bad, row));
  }

  /** What is wrong with the row's first bad cell, without the row. */
  public String fault() {
    return details.fault;
  }

  /** What to do about it; empty where the fault itself says so. */
  public String remedy() {
    return details.remedy;
  }

  /** The partition of the table that the row was read in, as far as the task knew. */
  public int partition() {
    return partition;
  }

  /** Whether its label is none that the network tells apart. */
  public boolean isOnLabel() {
    return details.isOnLabel;
  }

  /** Whether it is a word where a number is expected. */
  public boolean isOnWord() {
    return details.isOnWord;
  }

  /** Whether its label is missing. */
  public boolean isLabelMissing() {
    return details.isLabelMissing;
  }

  /** The same with what to do about it, which nothing said. */
  public BadRowException withRemedy(String remedy) {
    return new BadRowException(getMessage() + "; " + remedy, partition, details.with(remedy));
  }

  /** The columns of the row's cells. */
  public List<String> columns() {
    return List.of(details.columns);
  }

  /** The row's cells as one text, to be compared with {@link #cells(Row)} of another row. */
  public String cells() {
    return details.cells;
  }

  /** The cells of a row as one text. */
  public static String cells(Row row) {
    return cells(row, row.size());
  }

  /** The first cells of a row as one text. */
  public static String cells(Row row, int count) {
    StringJoiner text = new StringJoiner(BETWEEN_CELLS);
    for (int i = 0; i < count; i++) {
      text.add(String.valueOf(row.get(i)));
    }
    return text.toString();
  }

  /** What travels from a task. */
  static final class Details implements Serializable {
    private static final long serialVersionUID = 1;

    final String fault;
    final String remedy;
    final boolean isOnLabel;
    final boolean isOnWord;
    final boolean isLabelMissing;
    final String[] columns;
    final String cells;

    private Details(BadCellException bad, String[] columns, String cells) {
      fault = bad.getMessage();
      remedy = bad.remedy();
      isOnLabel = bad.isLabel();
      isOnWord = bad.isWord();
      isLabelMissing = bad.isMissing();
      this.columns = columns;
      this.cells = cells;
    }

    static Details of(BadCellException bad, Row row) {
      String[] columns = row.schema() == null ? new String[0] : row.schema().fieldNames();
      return new Details(bad, columns, BadRowException.cells(row));
    }

    private Details(Details other, String otherRemedy) {
      fault = other.fault;
      remedy = otherRemedy;
      isOnLabel = other.isOnLabel;
      isOnWord = other.isOnWord;
      isLabelMissing = other.isLabelMissing;
      columns = other.columns;
      cells = other.cells;
    }

    private Details with(String otherRemedy) {
      return new Details(this, otherRemedy);
    }
  }
}

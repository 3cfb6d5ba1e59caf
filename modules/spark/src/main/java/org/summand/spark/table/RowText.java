package org.summand.spark.table;

import java.util.StringJoiner;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.summand.table.MessageText;

/** Rows in messages: the first columns, and of a long vector or text only the beginning. */
public final class RowText {
  private static final int MOST = 100;
  private static final int MOST_CELLS = 20;

  private RowText() {}

  /** The cells of a row with the names of their columns, as in <code>{x: 1.0, label: 2}</code>. */
  public static String of(Row row) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (int i = 0; i < Math.min(MOST_CELLS, row.size()); i++) {
      Object cell = row.get(i);
      String value = cell instanceof Vector vector ? of(vector) : MessageText.shortened(cell);
      String name =
          row.schema() == null ? "" : MessageText.shortened(row.schema().fieldNames()[i]) + ": ";
      text.add(name + value);
    }
    if (row.size() > MOST_CELLS) {
      text.add("and " + (row.size() - MOST_CELLS) + " more");
    }
    return text.toString();
  }

  /** The numbers of a vector, or the first of them. */
  public static String of(Vector vector) {
    String text = vector.toString();
    return text.length() <= MOST
        ? text
        : text.substring(0, MOST) + "… of " + vector.size() + " numbers";
  }
}

package io.summand.spark.ml;

import java.util.StringJoiner;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/** Rows in messages: every column, but of a long vector only its beginning. */
final class RowText {
  private static final int MOST = 100;

  private RowText() {}

  static String of(Row row) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (int i = 0; i < row.size(); i++) {
      Object cell = row.get(i);
      String value = cell instanceof Vector vector ? of(vector) : String.valueOf(cell);
      text.add((row.schema() == null ? "" : row.schema().fieldNames()[i] + ": ") + value);
    }
    return text.toString();
  }

  static String of(Vector vector) {
    String text = vector.toString();
    return text.length() <= MOST
        ? text
        : text.substring(0, MOST) + "… of " + vector.size() + " numbers";
  }
}

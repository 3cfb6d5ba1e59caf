package io.summand.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Names of columns and classes. */
public final class Names {
  private static final int SHOWN = 12;

  private Names() {}

  /** A list of names in a message: all, or the first of them and how many more there are. */
  public static String list(List<String> names) {
    String text = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN ? text : text + " and " + (names.size() - SHOWN) + " more";
  }

  /** The column of a name, whatever dots or quotes are in it. */
  static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }
}

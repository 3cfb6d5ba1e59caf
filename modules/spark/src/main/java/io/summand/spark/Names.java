package io.summand.spark;

import java.util.List;

/** Lists of names in messages, short enough to read. */
public final class Names {
  private static final int SHOWN = 12;

  private Names() {}

  /** The names, or the first of them and how many more there are. */
  public static String list(List<String> names) {
    String text = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN ? text : text + " and " + (names.size() - SHOWN) + " more";
  }
}

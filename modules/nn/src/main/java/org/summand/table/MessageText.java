package org.summand.table;

import java.util.List;
import java.util.regex.Pattern;

/** Texts of the user's, such as the names of columns and classes, in messages of one line. */
public final class MessageText {
  private static final int SHOWN = 12;
  private static final int SHOWN_CHARACTERS = 100;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private MessageText() {}

  /** A list of names in a message: all, or the first of them and how many more there are. */
  public static String list(List<String> names) {
    return list(names, names.size());
  }

  /** The same of the first of {@code count} names. */
  public static String list(List<String> names, long count) {
    String text =
        String.join(
            ", ",
            names.subList(0, Math.min(SHOWN, names.size())).stream()
                .map(MessageText::shortened)
                .toList());
    return count <= SHOWN ? text : text + " and " + (count - SHOWN) + " more";
  }

  /**
   * A text of any length in a message of one line: all of it, or its beginning and how long it is.
   */
  public static String shortened(Object any) {
    String text = String.valueOf(any);
    if (text.length() <= SHOWN_CHARACTERS) {
      return inOneLine(text);
    }
    return inOneLine(text.substring(0, SHOWN_CHARACTERS / 2))
        + "… ("
        + text.length()
        + " characters)";
  }

  private static String inOneLine(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}

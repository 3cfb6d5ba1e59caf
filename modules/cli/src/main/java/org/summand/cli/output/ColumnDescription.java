package org.summand.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;
import org.summand.table.RawColumn.Kind;
import org.summand.table.TableEncoder;
import org.summand.table.Vocabulary;

/** What the columns of a table are, and what becomes of them, in words. */
public final class ColumnDescription {
  private static final int SHOWN = 12;
  private static final long WORTH_A_WORD = 1L << 20;

  private final TableEncoder encoder;

  public ColumnDescription(TableEncoder encoder) {
    this.encoder = encoder;
  }

  /** A sentence for each kind of columns that there is, and one for those that are left out. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    add(sentences, "number", names(Kind.NUMBER), missing());
    add(sentences, "date", names(Kind.DATE), "");
    add(sentences, "time", names(Kind.TIMESTAMP), "");
    add(sentences, "category with an input a word", categories(true), "");
    add(sentences, "embedded category", categories(false), memory());
    add(sentences, "vector", vectors(), "");
    List<String> unused =
        encoder.columns().stream()
            .filter(column -> !column.isUsed())
            .map(column -> "'" + column.name() + "' (" + column.reason() + ")")
            .toList();
    if (!unused.isEmpty()) {
      sentences.add("left out: " + MessageText.list(unused));
    }
    addBins(sentences);
    return sentences;
  }

  private static void add(List<String> sentences, String what, List<String> names, String more) {
    if (!names.isEmpty()) {
      String many =
          what.contains("category") ? what.replaceFirst("category", "categories") : what + "s";
      sentences.add(
          names.size()
              + " "
              + (names.size() == 1 ? what : many)
              + ": "
              + MessageText.list(names)
              + more);
    }
  }

  private List<String> names(Kind kind) {
    return encoder.columns().stream()
        .filter(column -> column.kind() == kind)
        .map(RawColumn::name)
        .toList();
  }

  private List<String> vectors() {
    return encoder.columns().stream()
        .filter(column -> column.kind() == Kind.VECTOR)
        .map(
            column ->
                column.name()
                    + " of "
                    + column.width()
                    + (column.vocabularies().isEmpty()
                        ? ""
                        : ", " + column.vocabularies().size() + " of them categories"))
        .toList();
  }

  /** The categories, each with the number of its words. */
  private List<String> categories(boolean oneHot) {
    boolean[] flags = encoder.oneHot();
    List<String> names = new ArrayList<>();
    int category = 0;
    for (RawColumn column : encoder.columns()) {
      for (Map.Entry<Integer, Vocabulary> each : new TreeMap<>(column.vocabularies()).entrySet()) {
        if (flags[category++] == oneHot && column.kind() == Kind.CATEGORY) {
          names.add(column.name() + " (" + each.getValue().words().size() + ")");
        }
      }
    }
    return names;
  }

  /** What vectors take, where that is worth a word; training takes several times as much. */
  private String memory() {
    long bytes =
        encoder.tables().stream().mapToLong(table -> (long) Float.BYTES * table.size()).sum();
    return bytes < WORTH_A_WORD ? "" : "; their vectors take " + Formats.mebibytes(bytes);
  }

  /** How many numbers are in bins. */
  private void addBins(List<String> sentences) {
    int count = encoder.bins().counts().size();
    if (count > 0) {
      boolean hasDays = !names(Kind.DATE).isEmpty() || !names(Kind.TIMESTAMP).isEmpty();
      String days = hasDays ? ", days among them" : "";
      sentences.add(count + (count == 1 ? " number" : " numbers") + " in bins" + days);
    }
  }

  /** Which numbers are missing in some rows. */
  private String missing() {
    String names = encoder.missing().stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : "; missing in some rows: " + names;
  }
}

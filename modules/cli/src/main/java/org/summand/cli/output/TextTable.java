package org.summand.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts as columns, aligned to the right but for the first where that holds words. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int wordColumns;

  /**
   * @param wordColumns how many columns, from the left, hold words
   */
  public TextTable(int wordColumns, List<String> head) {
    this.wordColumns = wordColumns;
    rows.add(head);
  }

  public void add(List<String> row) {
    rows.add(row);
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        String padding = " ".repeat(width(c) - row.get(c).length());
        line.append(c == 0 ? "" : GAP);
        line.append(c < wordColumns ? row.get(c) + padding : padding + row.get(c));
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join(System.lineSeparator(), lines);
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}

package org.summand.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.summand.compute.EmbeddingTable;

/** Checks the features that a network itself reads as numbers of categories: the last, if any. */
final class CategoryCells implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<EmbeddingTable> tables;

  /** What each of these features is called in a message. */
  private final String[] names;

  CategoryCells(List<RawColumn> columns, List<EmbeddingTable> tables) {
    this.tables = new ArrayList<>(tables);
    List<String> all =
        columns.stream()
            .flatMap(
                column -> {
                  String name = "column '" + MessageText.shortened(column.name()) + "'";
                  return column.kind() == RawColumn.Kind.VECTOR
                      ? IntStream.rangeClosed(1, column.width())
                          .mapToObj(number -> "number " + number + " of " + name)
                      : Stream.of(name);
                })
            .toList();
    if (tables.size() > all.size()) {
      throw new IllegalArgumentException(
          "the network embeds " + tables.size() + " features, the columns are " + all.size());
    }
    names = all.subList(all.size() - tables.size(), all.size()).toArray(String[]::new);
  }

  /**
   * Checks the last of a row's features.
   *
   * @param end where the features end
   */
  void check(float[] features, int end) {
    for (int t = 0; t < tables.size(); t++) {
      float cell = features[end - tables.size() + t];
      if (!tables.get(t).holds(cell)) {
        throw new BadCellException(
            names[t]
                + " is "
                + cell
                + " where the network embeds "
                + tables.get(t).categories()
                + " categories, numbered from 0");
      }
    }
  }
}

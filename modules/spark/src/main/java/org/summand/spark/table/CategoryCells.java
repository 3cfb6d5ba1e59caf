package org.summand.spark.table;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.summand.compute.EmbeddingTable;
import org.summand.nn.Network;
import org.summand.table.BadCellException;
import org.summand.table.MessageText;

/** Checks the features that a network reads as numbers of categories: the last ones, if any. */
final class CategoryCells implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<EmbeddingTable> tables;

  /** What each of these features is called in a message. */
  private final String[] names;

  /**
   * @param vectorWidth the features of the one vector or array column, where there is one
   */
  CategoryCells(StructType schema, List<String> features, Network network, int vectorWidth) {
    tables = network.categories();
    names =
        features.stream()
            .flatMap(
                column -> {
                  String name = "column '" + MessageText.shortened(column) + "'";
                  return RowReader.isVector(schema.apply(column).dataType())
                      ? IntStream.rangeClosed(1, vectorWidth)
                          .mapToObj(number -> "number " + number + " of " + name)
                      : Stream.of(name);
                })
            .skip(network.inputs() - tables.size())
            .toArray(String[]::new);
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

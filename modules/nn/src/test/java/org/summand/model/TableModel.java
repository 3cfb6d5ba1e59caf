package org.summand.model;

import java.util.List;
import java.util.Map;
import org.summand.nn.Network;
import org.summand.table.CellReader;
import org.summand.table.NumberEncoding;
import org.summand.table.RawColumn;
import org.summand.table.RawColumn.Kind;
import org.summand.table.TableEncoder;
import org.summand.table.Vocabulary;

/** A model of a table with a column of every kind. */
final class TableModel {
  static final Network NETWORK = Network.parse("22 -> embed 4x2 3x2 -> 3 relu -> 2 softmax");

  private TableModel() {}

  static TableEncoder encoder() {
    return new TableEncoder(
        new CellReader(List.of("NA", "-999"), ','),
        List.of(
            RawColumn.of("age", Kind.NUMBER),
            RawColumn.category("city", new Vocabulary(List.of("Bonn", "Köln \"x\""), true, true)),
            RawColumn.unused("id", 1, "constant"),
            RawColumn.of("born", Kind.DATE),
            RawColumn.category("colour", new Vocabulary(List.of("red", "blue"), true, true)),
            RawColumn.unused("key", 0, "nearly all different"),
            RawColumn.of("seen", Kind.TIMESTAMP),
            RawColumn.vector("v", 2, Map.of(1, new Vocabulary(List.of("0", "1"), false, false)))),
        new NumberEncoding(
            4,
            new float[] {40.1f, -8000, 8000.25f, 1e-30f},
            new float[] {0.1f, 1 / 3f, 1e-3f, 1e30f},
            new float[] {0, 0.5f, -1, 2},
            3),
        new int[] {0, 2},
        new boolean[] {true, false, false});
  }

  static NetworkModel model(TableEncoder encoder) {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK, encoder, List.of("y"), List.of("no", "yes"), 5, 1, Map.of("a", "b"));
    return new NetworkModel(metadata, NETWORK.initialWeights(3));
  }
}

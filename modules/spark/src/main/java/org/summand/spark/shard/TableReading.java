package org.summand.spark.shard;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.types.StructType;
import org.summand.compute.EmbeddingTable;
import org.summand.data.BadDataException;
import org.summand.data.ScalingMethod;
import org.summand.nn.Head;
import org.summand.spark.table.ColumnKinds;
import org.summand.spark.table.Columns;
import org.summand.spark.table.FeatureReader;
import org.summand.spark.table.RowReader;
import org.summand.table.CellReader;
import org.summand.table.EncoderLearning;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;
import org.summand.table.TableEncoder;

/**
 * How a table is read for a network: one whose inputs are what the table gives, or one that says
 * how many it takes.
 *
 * @param head what the network predicts
 * @param inputs those it says it takes; empty where the table decides
 * @param embedded the tables by which it reads its last inputs as categories
 * @param cells how cells are read
 * @param classNames the classes by name, in the order of the outputs; empty where labels are
 *     numbers
 */
record TableReading(
    Head head,
    OptionalInt inputs,
    List<EmbeddingTable> embedded,
    CellReader cells,
    List<String> classNames) {
  /** Whether the table decides what the inputs are. */
  boolean adapts() {
    return inputs.isEmpty();
  }

  /** Learns what becomes of columns. */
  EncoderLearning learning(List<RawColumn> kinds, ScalingMethod scaling, int bins) {
    return new EncoderLearning(cells, kinds, scaling, adapts(), bins, embedded.size());
  }

  /**
   * What the features are by the schema.
   *
   * @param width finds the numbers of a column of vectors
   */
  List<RawColumn> kinds(StructType schema, Columns used, ToIntFunction<String> width) {
    return ColumnKinds.of(schema, used.features(), vectorWidth(schema, used, width), adapts());
  }

  /** Reads rows by what is known of them before any is read. */
  RowReader reader(StructType schema, Columns used, List<RawColumn> kinds) {
    return reader(schema, used, kinds, kinds, true);
  }

  /**
   * Reads rows to learn from.
   *
   * @param used all of the features among the columns
   * @param given what they are by the schema
   * @param kinds what they are
   */
  RowReader reader(
      StructType schema,
      Columns used,
      List<RawColumn> given,
      List<RawColumn> kinds,
      boolean takesMissing) {
    FeatureReader asGiven =
        new FeatureReader(schema, used.features(), given, cells, true, embedded);
    FeatureReader features =
        new FeatureReader(schema, RawColumn.used(kinds), kinds, cells, takesMissing, embedded);
    return new RowReader(schema, used, asGiven, features, head, classNames);
  }

  /** Reads rows as an encoder takes them that was learned before. */
  RowReader knownReader(StructType schema, Columns used, TableEncoder known) {
    // The network's last tables are those of the encoder's categories.
    int byNetwork = embedded.size() - known.embedded().size();
    FeatureReader features =
        new FeatureReader(
            schema,
            used.features(),
            known.columns(),
            known.cells(),
            known.numbers().takesMissing(),
            embedded.subList(0, byNetwork));
    return new RowReader(schema, used, features, features, head, classNames);
  }

  /**
   * Checks that the columns make what the network takes.
   *
   * @throws BadDataException where they do not
   */
  void requireInputs(TableEncoder encoder) {
    if (encoder.inputs() == 0) {
      throw new BadDataException(
          "no column is left to learn from: "
              + MessageText.list(
                  encoder.columns().stream()
                      .map(column -> "'" + column.name() + "' (" + column.reason() + ")")
                      .toList())
              + " were left out; name columns that differ from row to row");
    }
    if (inputs.isPresent() && inputs.getAsInt() != encoder.inputs()) {
      throw new BadDataException(
          "the columns make "
              + encoder.inputs()
              + " inputs, as words become several, but the network takes "
              + inputs.getAsInt()
              + "; leave the network's first number out, and the table decides");
    }
  }

  /** The numbers of the one vector column, where there is one. */
  private OptionalInt vectorWidth(StructType schema, Columns used, ToIntFunction<String> width) {
    List<String> vectors =
        used.features().stream()
            .filter(name -> FeatureReader.isVector(schema.apply(name).dataType()))
            .toList();
    int scalars = used.features().size() - vectors.size();
    if (vectors.size() > 1) {
      throw new BadDataException(
          "the features hold "
              + vectors.size()
              + " vector columns, but one at most can be used; join them with a VectorAssembler");
    }
    boolean fits =
        inputs.isEmpty()
            || (vectors.isEmpty() ? scalars == inputs.getAsInt() : scalars < inputs.getAsInt());
    if (!fits) {
      throw new BadDataException(
          "the table has "
              + scalars
              + " feature columns"
              + (vectors.isEmpty() ? "" : " beside the vector column")
              + " but the network takes "
              + inputs.getAsInt()
              + " inputs; name the features or change the"
              + " network's first number");
    }
    if (vectors.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        inputs.isPresent() ? inputs.getAsInt() - scalars : width.applyAsInt(vectors.get(0)));
  }
}

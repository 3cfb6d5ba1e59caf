package org.summand.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.summand.compute.Loss;
import org.summand.data.LabelTask;
import org.summand.nn.Head;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.ClassNames;
import org.summand.spark.table.Label;
import org.summand.spark.table.LabelSurvey;
import org.summand.table.CellReader;
import org.summand.table.MessageText;
import org.summand.table.Numerals;

/**
 * What a label is: what a network must end in for it, and how its classes are called.
 *
 * @param column where it stands
 * @param head what the network predicts
 * @param names the classes by the names that the model keeps, where labels are their numbers; empty
 *     where they have none
 * @param inCells the classes as they stand in the cells, of which there are none where labels are
 *     numbers; empty where only packing tells
 */
record LabelPlan(String column, Head head, List<String> names, Optional<List<String>> inCells) {

  /** What a label is by its metadata, as a StringIndexer leaves them: its classes by number. */
  record Indexed(int classes, List<String> names) {
    /** Empty where the metadata say nothing. */
    static Optional<Indexed> of(StructField label) {
      if (!(label.dataType() instanceof NumericType)
          || !(Attribute.fromStructField(label) instanceof NominalAttribute nominal)
          || nominal.getNumValues().isEmpty()) {
        return Optional.empty();
      }
      List<String> names =
          nominal.values().isEmpty() ? List.of() : Arrays.asList(nominal.values().get());
      return Optional.of(new Indexed((int) nominal.getNumValues().get(), names));
    }

    /** What a network for them predicts. */
    Head head() {
      return new Head(Loss.SOFTMAX_CROSS_ENTROPY, classes);
    }

    /** Refuses a network that tells more or fewer classes apart than have names. */
    void requireFit(StructField label, int expected, Object network) {
      if (!names.isEmpty() && names.size() != expected) {
        throw new IllegalArgumentException(
            "column '"
                + MessageText.shortened(label.name())
                + "' has "
                + names.size()
                + " classes by its metadata, but the network '"
                + network
                + "' tells "
                + expected
                + " apart; change its last width");
      }
    }
  }

  /**
   * Finds out about numbers: of a network that says how many they are, without reading a row.
   *
   * @param task what of them is learned
   */
  static LabelPlan ofNumbers(
      String column,
      NetworkTemplate template,
      Dataset<Row> table,
      LabelTask task,
      CellReader cells,
      Optional<InitialModel> initial) {
    Head head =
        initial
            .map(InitialModel::head)
            .or(template::head)
            .orElseGet(() -> new LabelSurvey(table, List.of(column), task, cells).find().head());
    return new LabelPlan(column, head, List.of(), Optional.empty());
  }

  /** Finds out about classes: by a network, the column's metadata or, failing both, its cells. */
  static LabelPlan ofClasses(
      String column,
      NetworkTemplate template,
      Dataset<Row> table,
      CellReader cells,
      Optional<InitialModel> initial) {
    StructField field = table.schema().apply(column);
    Optional<Indexed> indexed = Indexed.of(field);
    List<String> names = indexed.map(Indexed::names).orElse(List.of());
    if (initial.isPresent()) {
      return ofClasses(field, initial.get(), indexed.isPresent(), names);
    }
    Optional<Head> known = template.head();
    if (indexed.isPresent()) {
      Head head = known.orElse(indexed.get().head());
      return new LabelPlan(column, head, names, Optional.of(List.of()));
    }
    if (known.isPresent()) {
      return new LabelPlan(column, known.get(), names, Optional.empty());
    }
    Label label = new LabelSurvey(table, List.of(column), LabelTask.CLASSES, cells).find();
    return new LabelPlan(column, label.head(), names, Optional.of(label.classes()));
  }

  /** The classes are those of the model, in its order. */
  private static LabelPlan ofClasses(
      StructField label, InitialModel initial, boolean areIndexed, List<String> names) {
    List<String> known = initial.classes(names);
    boolean areNumbers =
        label.dataType() instanceof NumericType
            && (areIndexed || !known.stream().allMatch(Numerals::isNumber));
    Optional<List<String>> inCells =
        areNumbers
            ? Optional.of(List.of())
            : known.isEmpty() ? Optional.empty() : Optional.of(known);
    return new LabelPlan(label.name(), initial.head(), known, inCells);
  }

  /**
   * Packs a table.
   *
   * @param packer packs by the names of the classes as they stand in the cells
   */
  ShardedData pack(Dataset<Row> table, Function<List<String>, ShardedData> packer) {
    return inCells.isPresent()
        ? packer.apply(inCells.get())
        : ClassNames.pack(table, List.of(column), head, packer);
  }
}

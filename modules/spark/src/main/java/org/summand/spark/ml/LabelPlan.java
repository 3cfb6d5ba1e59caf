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
 * @param columns where it stands, or they
 * @param head what the network predicts
 * @param names the classes by the names that the model keeps, where labels are their numbers; empty
 *     where they have none
 * @param inCells the classes as they stand in the cells, of which there are none where labels are
 *     numbers; empty where only packing tells
 */
record LabelPlan(
    List<String> columns, Head head, List<String> names, Optional<List<String>> inCells) {

  /** What a label is by its metadata, as a StringIndexer leaves them: its classes by number. */
  record Indexed(Head head, List<String> names) {
    /**
     * Empty where the metadata say nothing; of several labels where they do not say of each that it
     * is one of two.
     */
    static Optional<Indexed> of(List<StructField> labels) {
      List<Indexed> all = labels.stream().flatMap(label -> of(label).stream()).toList();
      if (labels.size() == 1 || all.size() < labels.size()) {
        return labels.size() == 1 ? all.stream().findFirst() : Optional.empty();
      }
      List<String> names = all.stream().flatMap(each -> each.names().stream()).toList();
      return all.stream().allMatch(each -> each.names().size() == 2)
          ? Optional.of(new Indexed(new Head(Loss.BINARY_CROSS_ENTROPY, labels.size()), names))
          : Optional.empty();
    }

    private static Optional<Indexed> of(StructField label) {
      if (!(label.dataType() instanceof NumericType)
          || !(Attribute.fromStructField(label) instanceof NominalAttribute nominal)
          || nominal.getNumValues().isEmpty()) {
        return Optional.empty();
      }
      List<String> names =
          nominal.values().isEmpty() ? List.of() : Arrays.asList(nominal.values().get());
      int classes = (int) nominal.getNumValues().get();
      return Optional.of(new Indexed(new Head(Loss.SOFTMAX_CROSS_ENTROPY, classes), names));
    }

    /** Refuses a network that tells more or fewer classes apart than have names. */
    void requireFit(StructField label, Head known, Object network) {
      int expected = known.names();
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
      List<String> columns,
      NetworkTemplate template,
      Dataset<Row> table,
      LabelTask task,
      CellReader cells,
      Optional<InitialModel> initial) {
    Head head =
        initial
            .map(InitialModel::head)
            .or(template::head)
            .orElseGet(() -> new LabelSurvey(table, columns, task, cells).find().head());
    return new LabelPlan(columns, head, List.of(), Optional.empty());
  }

  /** Finds out about classes: by a network, the column's metadata or, failing both, its cells. */
  static LabelPlan ofClasses(
      List<String> columns,
      NetworkTemplate template,
      Dataset<Row> table,
      CellReader cells,
      Optional<InitialModel> initial) {
    List<StructField> fields = columns.stream().map(table.schema()::apply).toList();
    Optional<Indexed> indexed = Indexed.of(fields);
    List<String> names = indexed.map(Indexed::names).orElse(List.of());
    if (initial.isPresent()) {
      return ofClasses(fields, initial.get(), indexed.isPresent(), names);
    }
    Optional<Head> known = template.head();
    if (indexed.isPresent()) {
      Head head = known.orElse(indexed.get().head());
      return new LabelPlan(columns, head, names, Optional.of(List.of()));
    }
    if (known.isPresent()) {
      return new LabelPlan(columns, known.get(), names, Optional.empty());
    }
    Label label = new LabelSurvey(table, columns, LabelTask.CLASSES, cells).find();
    return new LabelPlan(columns, label.head(), names, Optional.of(label.classes()));
  }

  /** The classes are those of the model, in its order. */
  private static LabelPlan ofClasses(
      List<StructField> labels, InitialModel initial, boolean areIndexed, List<String> names) {
    List<String> known = initial.classes(names);
    boolean areNumbers =
        labels.stream().allMatch(label -> label.dataType() instanceof NumericType)
            && (areIndexed || !known.stream().allMatch(Numerals::isNumber));
    Optional<List<String>> inCells =
        areNumbers
            ? Optional.of(List.of())
            : known.isEmpty() ? Optional.empty() : Optional.of(known);
    List<String> columns = labels.stream().map(StructField::name).toList();
    return new LabelPlan(columns, initial.head(), known, inCells);
  }

  /**
   * Packs a table.
   *
   * @param packer packs by the names of the classes as they stand in the cells
   */
  ShardedData pack(Dataset<Row> table, Function<List<String>, ShardedData> packer) {
    return inCells.isPresent()
        ? packer.apply(inCells.get())
        : ClassNames.pack(table, columns, head, packer);
  }
}

package org.summand.spark.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.data.LabelTask;
import org.summand.table.CellReader;
import org.summand.table.MessageText;

/**
 * Finds out what labels are, by one pass over each: classes, with their names in the order of the
 * outputs, or numbers; several are yes or no each where all have two different values. Words,
 * booleans, and whole numbers of at most twenty different values are taken for classes unless the
 * task says otherwise.
 */
public final class LabelSurvey {
  /** Words of which more are different name their rows, unless the task says they are classes. */
  private static final double MOST_DISTINCT = 0.9;

  private final Dataset<Row> table;
  private final List<String> labels;
  private final LabelTask task;
  private final CellReader cells;

  /**
   * Checks the columns without reading a row.
   *
   * @param labels the columns to learn, which the table has
   * @throws BadDataException where one cannot be a label, or they do not fit the task
   */
  public LabelSurvey(Dataset<Row> table, List<String> labels, LabelTask task) {
    this(table, labels, task, CellReader.usual());
  }

  /** The same, with cells read otherwise. */
  public LabelSurvey(Dataset<Row> table, List<String> labels, LabelTask task, CellReader cells) {
    this.cells = cells;
    this.table = table;
    this.labels = List.copyOf(labels);
    this.task = task;
    labels.forEach(label -> requireType(table.schema(), label, labels.size() == 1));
    requireFit(labels.stream().map(table.schema()::apply).toList(), task);
  }

  /**
   * Checks that a task fits the columns.
   *
   * @throws BadDataException where a class or quantiles are asked of several numbers
   */
  public static void requireFit(List<StructField> labels, LabelTask task) {
    List<String> names = labels.stream().map(StructField::name).toList();
    boolean isVector = FeatureReader.isVector(labels.get(0).dataType());
    if (task.kind() == LabelTask.Kind.QUANTILES && (labels.size() > 1 || isVector)) {
      throw new BadDataException(
          "quantiles are those of one number, not of "
              + (labels.size() > 1 ? "the columns " : "vectors in ")
              + MessageText.list(names)
              + "; name one label");
    }
    if (task.kind() == LabelTask.Kind.CLASSES && isVector) {
      throw new BadDataException(
          "a class is told by a column of words or numbers, not by vectors in "
              + MessageText.list(names)
              + "; name other labels, or leave the task out");
    }
  }

  private boolean isVector(String label) {
    return FeatureReader.isVector(table.schema().apply(label).dataType());
  }

  private static void requireType(StructType schema, String label, boolean mayBeVector) {
    DataType type = schema.apply(label).dataType();
    boolean isFit =
        type instanceof NumericType
            || type instanceof StringType
            || type instanceof BooleanType
            || (mayBeVector && FeatureReader.isVector(type));
    if (!isFit) {
      throw new BadDataException(
          "the label in column '"
              + MessageText.shortened(label)
              + "' is of type "
              + type.simpleString()
              + "; a number, a word, or true and false are needed");
    }
  }

  /**
   * Reads the labels.
   *
   * @throws BadDataException where some are missing, telling of the first and how many; where they
   *     are all the same, too many to be classes, or words among many numbers; where there are no
   *     rows
   */
  public Label find() {
    if (isVector(labels.get(0))) {
      return Label.ofNumbers(labels, VectorWidth.of(table, labels.get(0)), task.numbers());
    }
    List<LabelCounts> all = labels.stream().map(this::counted).toList();
    if (labels.size() > 1) {
      return several(all);
    }
    String label = labels.get(0);
    LabelCounts counts = all.get(0);
    List<String> few = counts.names();
    if (task.kind() == LabelTask.Kind.AUTO && counts.areNumbersWithWords()) {
      throw new LabelColumn(table, label, cells).firstWord();
    }
    boolean areClasses =
        switch (task.kind()) {
          case CLASSES -> true;
          case NUMBERS, COUNTS, QUANTILES -> false;
          case AUTO -> !counts.areNumbers() || counts.areFewWholeNumbers();
        };
    return areClasses
        ? classes(label, few, counts.rows())
        : Label.ofNumbers(labels, 1, task.numbers());
  }

  private LabelCounts counted(String label) {
    LabelColumn column = new LabelColumn(table, label, cells);
    LabelCounts counts = column.counts();
    if (counts.rows() == 0) {
      throw new BadDataException("the table has no rows");
    }
    column.requireAll(counts);
    List<String> few = counts.names();
    if (few.size() == 1) {
      throw new BadDataException(
          (counts.rows() == 1 ? "the only row has" : "all " + counts.rows() + " rows have")
              + " the label '"
              + MessageText.shortened(few.get(0))
              + "' in column '"
              + MessageText.shortened(label)
              + "', so there is nothing to learn; name another label, or add rows of others");
    }
    return counts;
  }

  /** Several labels are yes or no each, or numbers each. */
  private Label several(List<LabelCounts> counts) {
    boolean areNumbers =
        switch (task.kind()) {
          case CLASSES -> false;
          case NUMBERS, COUNTS, QUANTILES -> true;
          case AUTO ->
              counts.stream().allMatch(LabelCounts::areNumbers)
                  && !counts.stream().allMatch(LabelCounts::areYesOrNo);
        };
    if (areNumbers) {
      return Label.ofNumbers(labels, labels.size(), task.numbers());
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      requireYesOrNo(labels.get(i), counts.get(i));
      names.addAll(counts.get(i).names());
    }
    boolean areOutputs = counts.stream().allMatch(LabelCounts::areNumbersOfOutputs);
    return Label.ofYesAndNo(labels, areOutputs ? List.of() : names);
  }

  private static void requireYesOrNo(String label, LabelCounts counts) {
    if (counts.areYesOrNo()) {
      return;
    }
    List<String> names = counts.names();
    throw new BadDataException(
        "column '"
            + MessageText.shortened(label)
            + "' has "
            + (names.isEmpty() ? "many" : names.size())
            + " different labels"
            + (names.isEmpty() ? "" : " (" + MessageText.list(names) + ")")
            + ", but several labels are learned together as yes or no each, of two different labels,"
            + " or as numbers each; learn it alone");
  }

  private Label classes(String label, List<String> few, long rows) {
    LabelColumn.Distinct all =
        few.isEmpty()
            ? new LabelColumn(table, label, cells).distinct(0)
            : new LabelColumn.Distinct(few, few.size());
    // Of a class that has but one row, nothing is learned that others show.
    boolean areNames =
        task.kind() == LabelTask.Kind.AUTO && few.isEmpty() && all.count() > MOST_DISTINCT * rows;
    if (areNames || all.count() > all.texts().size()) {
      throw new BadDataException(
          "column '"
              + MessageText.shortened(label)
              + "' has "
              + all.count()
              + " different labels in "
              + rows
              + " rows ("
              + MessageText.list(all.texts(), all.count())
              + "), too many to be classes; name another label");
    }
    boolean areNumbers = LabelColumn.areNumbersOfOutputs(all.texts());
    return Label.ofClasses(label, all.texts().size(), areNumbers ? List.of() : all.texts());
  }
}

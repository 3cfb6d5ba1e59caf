package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.spark.table.ColumnKinds;
import org.summand.table.CellReader;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;

/** The columns that an estimator learns from, and those that its model is to answer by. */
final class InputColumns {
  private InputColumns() {}

  /** Whether raw columns are named, rather than one of vectors. */
  static boolean areRaw(MlpParams params) {
    return params.isDefined(params.inputCols());
  }

  /**
   * The names of the columns: {@code inputCols}, or {@code featuresCol} alone.
   *
   * @throws IllegalArgumentException where both are set, or a column is named twice
   */
  static List<String> of(MlpParams params) {
    if (!areRaw(params)) {
      return List.of(params.getFeaturesCol());
    }
    if (params.isSet(params.featuresCol())) {
      throw new IllegalArgumentException(
          "inputCols, which names raw columns, and featuresCol, which names one of vectors, are"
              + " both set; clear one of them");
    }
    List<String> names = names(params, params.inputCols());
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "inputCols names no column; name those to learn from, or clear it to use featuresCol");
    }
    return names;
  }

  /**
   * Refuses a table without a column of vectors where nobody said what else to learn from.
   *
   * @throws BadDataException saying what to name
   */
  static void requireAny(MlpParams params, StructType schema) {
    List<String> there = Arrays.asList(schema.fieldNames());
    boolean isSaid = areRaw(params) || params.isSet(params.featuresCol());
    if (!isSaid && !there.contains(params.getFeaturesCol())) {
      throw new BadDataException(
          "there is no column '"
              + params.getFeaturesCol()
              + "'; the table has "
              + MessageText.list(there)
              + "; name those to learn from as inputCols, or one of vectors as featuresCol");
    }
  }

  /**
   * Those that are categories whatever their type.
   *
   * @throws IllegalArgumentException where one is none of the columns, or cannot be a category
   */
  static List<String> categories(MlpParams params, StructType schema) {
    if (!params.isDefined(params.categoricalCols())) {
      return List.of();
    }
    List<String> inputs = of(params);
    List<String> names = names(params, params.categoricalCols());
    for (String name : names) {
      if (!areRaw(params) || !inputs.contains(name)) {
        throw new IllegalArgumentException(
            "categoricalCols names '"
                + MessageText.shortened(name)
                + "', which is none of inputCols"
                + (areRaw(params) ? ": " + MessageText.list(inputs) : ", as that is not set"));
      }
      DataType type = schema.apply(name).dataType();
      if (!ColumnKinds.mayBeCategory(type)) {
        throw new IllegalArgumentException(
            "categoricalCols names '"
                + MessageText.shortened(name)
                + "', which is of type "
                + MessageText.shortened(type.simpleString())
                + "; a category is a text, a number or a boolean");
      }
    }
    return names;
  }

  /** How cells are read. */
  static CellReader cells(MlpParams params) {
    return new CellReader(names(params, params.missingWords()), CellReader.DECIMAL_POINT);
  }

  /** What a parameter of names holds, each once. */
  static List<String> names(MlpParams params, StringArrayParam param) {
    List<String> names = Arrays.asList(params.getOrDefault(param));
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name == null) {
        throw new IllegalArgumentException(param.name() + " holds null; leave it out");
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            param.name()
                + " names '"
                + MessageText.shortened(name)
                + "' twice; leave one of the two out");
      }
    }
    return names;
  }

  /**
   * Of the columns of a raw row, by the names they have in another table, those that are used.
   *
   * @param learned as the model learned from them, also those that it left out
   * @param names as many, in the same order; or of those alone that are used
   * @throws BadDataException where there are more or fewer
   */
  static List<String> used(List<RawColumn> learned, List<String> names) {
    List<String> known = RawColumn.used(learned);
    if (names.size() == learned.size()) {
      List<String> used = new ArrayList<>();
      for (int c = 0; c < names.size(); c++) {
        if (learned.get(c).isUsed()) {
          used.add(names.get(c));
        }
      }
      return used;
    }
    if (names.size() == known.size()) {
      return names;
    }
    throw new BadDataException(
        "the model learned from "
            + learned.size()
            + " columns ("
            + MessageText.list(learned.stream().map(RawColumn::name).toList())
            + ") but "
            + names.size()
            + " are named ("
            + MessageText.list(names)
            + "); name as many in inputCols, in the same order");
  }
}

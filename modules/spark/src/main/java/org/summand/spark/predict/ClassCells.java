package org.summand.spark.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.summand.table.Numerals;

/**
 * A class as the cell of a table: by its name, or its number where classes have no names or names
 * that are numbers.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class ClassCells implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> names;
  private final DataType type;

  /**
   * @param names of the classes; empty where they are their numbers
   */
  ClassCells(List<String> names) {
    this.names = new ArrayList<>(names);
    type = type(names);
  }

  private static DataType type(List<String> names) {
    if (names.stream().allMatch(ClassCells::isInteger)) {
      return DataTypes.IntegerType;
    }
    return names.stream().allMatch(Numerals::isNumber)
        ? DataTypes.DoubleType
        : DataTypes.StringType;
  }

  private static boolean isInteger(String name) {
    return Numerals.isNumber(name) && Double.parseDouble(name) == (int) Double.parseDouble(name);
  }

  /** What the cells hold. */
  DataType type() {
    return type;
  }

  /** The cell of a class. */
  Object cell(int number) {
    if (names.isEmpty()) {
      return number;
    }
    String name = names.get(number);
    if (type.equals(DataTypes.IntegerType)) {
      return (int) Double.parseDouble(name);
    }
    return type.equals(DataTypes.DoubleType) ? (Object) Double.parseDouble(name) : name;
  }

  /** A class's name. */
  String name(int number) {
    return names.isEmpty() ? String.valueOf(number) : names.get(number);
  }
}

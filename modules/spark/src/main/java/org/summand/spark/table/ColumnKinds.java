package org.summand.spark.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;
import org.summand.table.Vocabulary;

/** What the columns of a table are, as far as its schema tells. */
public final class ColumnKinds {
  private ColumnKinds() {}

  /**
   * What the features are. Texts count as numbers: only their rows tell whether they are.
   *
   * @param features the names of the columns
   * @param vectorWidth the numbers of the one vector column, where there is one
   * @param withCategories whether numbers that are those of categories, by their metadata, count as
   *     categories; else as numbers
   * @throws BadDataException where a column is of a type that nothing can be made of
   */
  public static List<RawColumn> of(
      StructType schema, List<String> features, OptionalInt vectorWidth, boolean withCategories) {
    List<RawColumn> columns = new ArrayList<>();
    for (String name : features) {
      columns.add(of(schema.apply(name), vectorWidth, withCategories));
    }
    return columns;
  }

  private static RawColumn of(StructField field, OptionalInt vectorWidth, boolean withCategories) {
    DataType type = field.dataType();
    if (FeatureReader.isVector(type)) {
      int width = vectorWidth.orElseThrow();
      return RawColumn.vector(
          field.name(), width, withCategories ? nominal(field, width) : Map.of());
    }
    if (FeatureReader.isDay(type)) {
      return RawColumn.of(
          field.name(), type instanceof DateType ? RawColumn.Kind.DATE : RawColumn.Kind.TIMESTAMP);
    }
    if (withCategories
        && type instanceof NumericType
        && Attribute.fromStructField(field) instanceof NominalAttribute nominal
        && count(nominal) > 0) {
      return RawColumn.category(field.name(), numbered(count(nominal)));
    }
    if (mayBeCategory(type)) {
      return RawColumn.of(field.name(), RawColumn.Kind.NUMBER);
    }
    throw new BadDataException(
        "column '"
            + MessageText.shortened(field.name())
            + "' is of type "
            + MessageText.shortened(type.simpleString())
            + ", of which nothing can be learned; a number, a text, a date or a vector of numbers"
            + " is needed, so leave it out of the features or take it apart");
  }

  /** Whether a cell may be read as a category, and as a number too. */
  public static boolean mayBeCategory(DataType type) {
    return type instanceof NumericType || type instanceof BooleanType || type instanceof StringType;
  }

  /** The places of a vector that hold categories, by its metadata. */
  private static Map<Integer, Vocabulary> nominal(StructField field, int width) {
    Map<Integer, Vocabulary> categories = new HashMap<>();
    if (field.dataType().equals(SQLDataTypes.VectorType())) {
      AttributeGroup group = AttributeGroup.fromStructField(field);
      if (group.attributes().isDefined() && group.size() == width) {
        for (Attribute attribute : group.attributes().get()) {
          if (attribute instanceof NominalAttribute nominal && count(nominal) > 0) {
            categories.put((int) attribute.index().get(), numbered(count(nominal)));
          }
        }
      }
    }
    return categories;
  }

  private static int count(NominalAttribute nominal) {
    scala.Option<Object> count = nominal.getNumValues();
    return count.isDefined() ? (int) count.get() : 0;
  }

  /** What a StringIndexer numbered from 0; what it keeps as invalid has the last number. */
  private static Vocabulary numbered(int count) {
    return new Vocabulary(
        IntStream.range(0, count).mapToObj(String::valueOf).toList(), false, false);
  }
}

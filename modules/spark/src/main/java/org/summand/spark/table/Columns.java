package org.summand.spark.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.summand.data.BadDataException;
import org.summand.table.MessageText;

/**
 * Which columns of a table are what.
 *
 * <p>Without labels they are those of rows to answer for.
 *
 * @param features the columns to learn from, of which one may be a vector or an array
 * @param labels the column to learn, or several for a network of several numeric outputs
 * @param weight the column of row weights; without it each row weighs 1
 * @param validation a boolean column that is true for rows to validate on, not to learn from
 */
public record Columns(
    List<String> features,
    List<String> labels,
    Optional<String> weight,
    Optional<String> validation) {
  /** As many letters are changed where somebody misspelt a name. */
  private static final int MISSPELT = 2;

  /** The given label, and every other column as a feature. */
  public static Columns allBut(String label, StructType schema) {
    return new Columns(List.of(), List.of(label), Optional.empty(), Optional.empty())
        .withFeaturesOf(schema);
  }

  /** The features of rows to answer for. */
  public static Columns toPredict(List<String> features) {
    return new Columns(features, List.of(), Optional.empty(), Optional.empty());
  }

  /** The column of a name, whatever dots or quotes are in it. */
  public static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  public Columns {
    features = List.copyOf(features);
    labels = List.copyOf(labels);
  }

  /**
   * Checks that no column is both learned from and learned, but for a vector that a network is to
   * restore.
   *
   * @throws BadDataException naming one that is
   */
  private void requireApart(StructType schema) {
    labels.stream()
        .filter(features::contains)
        .filter(label -> !FeatureReader.isVector(schema.apply(label).dataType()))
        .findFirst()
        .ifPresent(
            both -> {
              throw new BadDataException(
                  "column '"
                      + MessageText.shortened(both)
                      + "' is the label and is listed among the features, so there would be"
                      + " nothing to learn; take it out of the features, or name another label");
            });
  }

  private static void requireOnce(List<String> names, String where) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new BadDataException(
            "column '"
                + MessageText.shortened(name)
                + "' is named twice "
                + where
                + "; once will do");
      }
    }
  }

  /** The same with these features. */
  public Columns withFeatures(List<String> others) {
    return new Columns(others, labels, weight, validation);
  }

  /**
   * The same without some of the features.
   *
   * @throws BadDataException where none is left
   */
  public Columns without(List<String> ignored) {
    List<String> left = features.stream().filter(name -> !ignored.contains(name)).toList();
    if (left.isEmpty()) {
      throw new BadDataException(
          "no column is left to learn from: "
              + MessageText.list(ignored)
              + (ignored.size() == 1 ? " is" : " are")
              + " to be ignored");
    }
    return withFeatures(left);
  }

  /** These columns; where no features are named, every column that has no other use is one. */
  public Columns withFeaturesOf(StructType schema) {
    requireIn(schema);
    requireOnce(features, "among the columns to learn from");
    requireOnce(labels, "among the labels");
    requireApart(schema);
    if (!features.isEmpty()) {
      return this;
    }
    List<String> others = new ArrayList<>(Arrays.asList(schema.fieldNames()));
    others.removeAll(labels);
    weight.ifPresent(others::remove);
    validation.ifPresent(others::remove);
    if (others.isEmpty()) {
      throw new BadDataException(
          "the table has no column left for features, only " + MessageText.list(labels));
    }
    return new Columns(others, labels, weight, validation);
  }

  /**
   * Checks that every named column is there.
   *
   * @throws BadDataException naming the one that is not
   */
  public void requireIn(StructType schema) {
    List<String> there = Arrays.asList(schema.fieldNames());
    Stream.of(features.stream(), labels.stream(), weight.stream(), validation.stream())
        .flatMap(names -> names)
        .filter(name -> !there.contains(name))
        .findFirst()
        .ifPresent(
            missing -> {
              throw new BadDataException(
                  "there is no column '"
                      + MessageText.shortened(missing)
                      + "'; the table has "
                      + MessageText.list(there)
                      + nearest(missing, there));
            });
  }

  private static String nearest(String missing, List<String> there) {
    ToIntFunction<String> distance =
        name ->
            LevenshteinDistance.getDefaultInstance()
                .apply(missing.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    return there.stream()
        .min(Comparator.comparingInt(distance))
        .filter(best -> distance.applyAsInt(best) <= Math.min(MISSPELT, missing.length() / 2))
        .map(best -> "; did you mean '" + MessageText.shortened(best) + "'?")
        .orElse("");
  }
}

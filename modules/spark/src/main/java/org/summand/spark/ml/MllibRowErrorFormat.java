package org.summand.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.summand.nn.Head;
import org.summand.spark.table.RowErrorFormat;
import org.summand.spark.table.RowText;

/**
 * Reports bad rows with the messages of MLlib, which its users know: its sentence first, then what
 * is wrong in which row, and the row's values. A fault that MLlib does not check for has our
 * sentence alone.
 */
final class MllibRowErrorFormat implements RowErrorFormat {
  private static final long serialVersionUID = 1;

  private final Head head;
  private final boolean areLabelsNumbers;
  private final boolean mayBeMissing;
  private final String featuresCol;

  /** Empty where there are several, which MLlib does not know. */
  private final String labelCol;

  private final String weightCol;

  /**
   * @param areLabelsNumbers whether labels are numbers, of classes from 0, rather than names
   * @param mayBeMissing whether a number of a vector may be missing
   */
  MllibRowErrorFormat(
      MlpEstimator<?, ?> columns, Head head, boolean areLabelsNumbers, boolean mayBeMissing) {
    this.head = head;
    this.areLabelsNumbers = areLabelsNumbers;
    this.mayBeMissing = mayBeMissing;
    featuresCol = InputColumns.areRaw(columns) ? "" : columns.getFeaturesCol();
    List<String> labels = LabelColumns.of(columns);
    labelCol = labels.size() == 1 ? labels.get(0) : "";
    weightCol = columns.named(columns.weightCol()).orElse("");
  }

  @Override
  public String tell(String fault, String remedy, Row row) {
    String ours =
        PLAIN.tell(
            fault, remedy.isEmpty() ? "" : remedy + "; a StringIndexer numbers them so", row);
    return mllibs(row).map(sentence -> sentence + "; " + ours).orElse(ours);
  }

  /** MLlib's words on the first cell that is bad, in the order in which a row is read. */
  private Optional<String> mllibs(Row row) {
    Optional<String> onFeatures = featuresCol.isEmpty() ? Optional.empty() : onFeatures(row);
    if (onFeatures.isPresent()) {
      return onFeatures;
    }
    Optional<String> onLabel = labelCol.isEmpty() ? Optional.empty() : onLabel(row.getAs(labelCol));
    return onLabel.isPresent() || weightCol.isEmpty() ? onLabel : onWeight(row.getAs(weightCol));
  }

  private Optional<String> onFeatures(Row row) {
    Object features = row.getAs(featuresCol);
    if (features == null) {
      return Optional.of("Vectors MUST NOT be Null");
    }
    if (features instanceof Vector vector) {
      for (double value : vector.toArray()) {
        if (Double.isInfinite(value) || (Double.isNaN(value) && !mayBeMissing)) {
          return Optional.of(
              "Vector values MUST NOT be NaN or Infinity, but got " + RowText.of(vector));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> onLabel(Object cell) {
    Double label = number(cell);
    if (cell == null || (label != null && label.isNaN())) {
      return Optional.of("Labels MUST NOT be Null or NaN");
    }
    if (label == null || !areLabelsNumbers) {
      return Optional.empty();
    }
    if (!head.loss().classifies()) {
      return label.isInfinite()
          ? Optional.of("Labels MUST NOT be Infinity, but got " + label)
          : Optional.empty();
    }
    int classes = head.classes();
    if (classes == 2 && label != 0 && label != 1) {
      return Optional.of("Labels MUST be in {0, 1}, but got " + label);
    }
    if (label < 0 || label >= classes) {
      return Optional.of("Labels MUST be in [0, " + classes + "), but got " + label);
    }
    boolean isInteger = label == Math.rint(label);
    return isInteger ? Optional.empty() : Optional.of("Labels MUST be Integers, but got " + label);
  }

  private static Optional<String> onWeight(Object cell) {
    Double weight = number(cell);
    if (cell == null || (weight != null && weight.isNaN())) {
      return Optional.of("Weights MUST NOT be Null or NaN");
    }
    return weight != null && (weight < 0 || weight.isInfinite())
        ? Optional.of("Weights MUST NOT be Negative or Infinity, but got " + weight)
        : Optional.empty();
  }

  private static Double number(Object cell) {
    return cell instanceof Number number ? (Double) number.doubleValue() : null;
  }
}

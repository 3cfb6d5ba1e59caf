package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.StructField;
import org.summand.nn.Head;
import org.summand.nn.Scorer;
import org.summand.spark.predict.PredictionWriter;

/**
 * A classifier's columns: raw outputs, probabilities, the class. A single output z, which is the
 * log odds of class 1, counts as the raw outputs {@code (−z, z)}, as in MLlib's logistic
 * regression.
 */
final class ClassPredictionWriter implements PredictionWriter {
  private static final long serialVersionUID = 1;

  private final Head head;
  private final ArrayList<StructField> fields;
  private final String rawPrediction;
  private final String probability;
  private final double[] thresholds;

  /**
   * @param classNames the classes by name; empty where they have none
   * @param params the names of the columns, and the thresholds
   */
  ClassPredictionWriter(Head head, List<String> classNames, MlpClassifierParams params) {
    this.head = head;
    fields = new ArrayList<>(fields(head.classes(), classNames, params));
    rawPrediction = params.getRawPredictionCol();
    probability = params.getProbabilityCol();
    thresholds = params.isDefined(params.thresholds()) ? params.getThresholds() : null;
  }

  @Override
  public List<StructField> fields() {
    return List.copyOf(fields);
  }

  /**
   * The columns, which do not depend on what is learned.
   *
   * @param classes how many there are; 0 where that is not known yet, and columns have no sizes
   * @param classNames the classes by name; empty where they have none
   * @param params the names of the columns, and the thresholds
   */
  static List<StructField> fields(
      int classes, List<String> classNames, MlpClassifierParams params) {
    if (classes > 0 && params.isDefined(params.thresholds())) {
      requireThresholds(params.getThresholds().length, classes);
    }
    List<StructField> fields = new ArrayList<>();
    for (String vector : List.of(params.getRawPredictionCol(), params.getProbabilityCol())) {
      if (!vector.isEmpty()) {
        AttributeGroup group =
            classes == 0 ? new AttributeGroup(vector) : new AttributeGroup(vector, classes);
        fields.add(group.toStructField());
      }
    }
    NominalAttribute nominal = NominalAttribute.defaultAttr().withName(params.getPredictionCol());
    if (!classNames.isEmpty()) {
      nominal = nominal.withValues(classNames.toArray(String[]::new));
    } else if (classes > 0) {
      nominal = nominal.withNumValues(classes);
    }
    fields.add(nominal.toStructField());
    return fields;
  }

  private static void requireThresholds(int thresholds, int classes) {
    if (thresholds != classes) {
      throw new IllegalArgumentException(
          "there are " + thresholds + " thresholds for " + classes + " classes");
    }
  }

  @Override
  public void write(float[] z, int from, Object[] cells, int at) {
    double[] probabilities = probabilities(z, from);
    int next = at;
    if (!rawPrediction.isEmpty()) {
      cells[next++] = Vectors.dense(raw(z, from));
    }
    if (!probability.isEmpty()) {
      cells[next++] = Vectors.dense(probabilities);
    }
    cells[next] = choose(probabilities);
  }

  /** The raw output of each class. */
  double[] raw(float[] z, int from) {
    if (head.outputs() == 1) {
      return new double[] {-z[from], z[from]};
    }
    double[] raw = new double[head.outputs()];
    Arrays.setAll(raw, c -> z[from + c]);
    return raw;
  }

  /** The probability of each class. */
  double[] probabilities(float[] z, int from) {
    float[] predictions = Arrays.copyOfRange(z, from, from + head.outputs());
    Scorer.toPredictions(head.loss(), predictions, predictions.length);
    if (predictions.length == 1) {
      return new double[] {1.0 - predictions[0], predictions[0]};
    }
    double[] probabilities = new double[predictions.length];
    Arrays.setAll(probabilities, c -> predictions[c]);
    return probabilities;
  }

  /**
   * The class of the largest probability, or of the largest probability/threshold. As in MLlib, a
   * class of threshold 0 wins unless its probability is 0 too, and of equals the first.
   */
  double choose(double[] probabilities) {
    int best = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < probabilities.length; c++) {
      double scaled = thresholds == null ? probabilities[c] : probabilities[c] / thresholds[c];
      if (scaled > largest) {
        largest = scaled;
        best = c;
      }
    }
    return best;
  }
}

package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.StructField;
import org.summand.nn.Network;
import org.summand.nn.Scorer;
import org.summand.spark.predict.PredictionWriter;

/**
 * A classifier's columns: raw outputs, probabilities, the class. A single output z, which is the
 * log odds of class 1, counts as the raw outputs {@code (−z, z)}, as in MLlib's logistic
 * regression.
 */
final class ClassPredictionWriter implements PredictionWriter {
  private static final long serialVersionUID = 1;

  private final Network network;
  private final String[] classNames;
  private final String rawPrediction;
  private final String probability;
  private final String prediction;
  private final double[] thresholds;

  /**
   * @param classNames the classes by name; empty where they have none
   * @param params the names of the columns, and the thresholds
   */
  ClassPredictionWriter(Network network, List<String> classNames, MlpClassifierParams params) {
    this.network = network;
    this.classNames = classNames.toArray(String[]::new);
    rawPrediction = params.getRawPredictionCol();
    probability = params.getProbabilityCol();
    prediction = params.getPredictionCol();
    thresholds = params.isDefined(params.thresholds()) ? params.getThresholds() : null;
    if (thresholds != null && thresholds.length != network.classes()) {
      throw new IllegalArgumentException(
          "there are " + thresholds.length + " thresholds for " + network.classes() + " classes");
    }
  }

  @Override
  public List<StructField> fields() {
    List<StructField> fields = new ArrayList<>();
    for (String vector : List.of(rawPrediction, probability)) {
      if (!vector.isEmpty()) {
        fields.add(new AttributeGroup(vector, network.classes()).toStructField());
      }
    }
    NominalAttribute nominal = NominalAttribute.defaultAttr().withName(prediction);
    Attribute named =
        classNames.length == 0
            ? nominal.withNumValues(network.classes())
            : nominal.withValues(classNames);
    fields.add(named.toStructField());
    return fields;
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
    if (network.outputs() == 1) {
      return new double[] {-z[from], z[from]};
    }
    double[] raw = new double[network.outputs()];
    Arrays.setAll(raw, c -> z[from + c]);
    return raw;
  }

  /** The probability of each class. */
  double[] probabilities(float[] z, int from) {
    float[] predictions = Arrays.copyOfRange(z, from, from + network.outputs());
    Scorer.toPredictions(network.loss(), predictions, predictions.length);
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

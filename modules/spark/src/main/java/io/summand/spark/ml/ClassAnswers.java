package io.summand.spark.ml;

import io.summand.nn.Network;
import io.summand.nn.Scorer;
import io.summand.spark.Answers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.StructField;

/**
 * A classifier's columns: raw outputs, probabilities, the class. A single output z, which is the
 * log odds of class 1, counts as the raw outputs {@code (−z, z)}, as in MLlib's logistic
 * regression.
 */
final class ClassAnswers implements Answers {
  private static final long serialVersionUID = 1;

  private final Network network;
  private final String[] classNames;
  private final String rawPrediction;
  private final String probability;
  private final String prediction;
  private final double[] thresholds;

  /**
   * @param classNames the classes by name; empty where they have none
   * @param rawPrediction the column's name; empty for none, as is {@code probability}
   * @param thresholds one number a class, or null
   */
  ClassAnswers(
      Network network,
      List<String> classNames,
      String rawPrediction,
      String probability,
      String prediction,
      double[] thresholds) {
    this.network = network;
    this.classNames = classNames.toArray(String[]::new);
    this.rawPrediction = rawPrediction;
    this.probability = probability;
    this.prediction = prediction;
    this.thresholds = thresholds;
    if (thresholds != null && thresholds.length != classes()) {
      throw new IllegalArgumentException(
          "there are " + thresholds.length + " thresholds for " + classes() + " classes");
    }
  }

  private int classes() {
    return Math.max(2, network.outputs());
  }

  @Override
  public List<StructField> fields() {
    List<StructField> fields = new ArrayList<>();
    for (String vector : List.of(rawPrediction, probability)) {
      if (!vector.isEmpty()) {
        fields.add(new AttributeGroup(vector, classes()).toStructField());
      }
    }
    NominalAttribute nominal = NominalAttribute.defaultAttr().withName(prediction);
    Attribute named =
        classNames.length == 0 ? nominal.withNumValues(classes()) : nominal.withValues(classNames);
    fields.add(named.toStructField());
    return fields;
  }

  @Override
  public void write(float[] z, int from, Object[] cells, int at) {
    double[] raw = new double[classes()];
    double[] probabilities = new double[classes()];
    float[] answers = Arrays.copyOfRange(z, from, from + network.outputs());
    if (network.outputs() == 1) {
      raw[0] = -answers[0];
      raw[1] = answers[0];
      Scorer.toAnswers(network.loss(), answers, 1);
      probabilities[0] = 1.0 - answers[0];
      probabilities[1] = answers[0];
    } else {
      Arrays.setAll(raw, c -> answers[c]);
      Scorer.toAnswers(network.loss(), answers, answers.length);
      Arrays.setAll(probabilities, c -> answers[c]);
    }
    int next = at;
    if (!rawPrediction.isEmpty()) {
      cells[next++] = Vectors.dense(raw);
    }
    if (!probability.isEmpty()) {
      cells[next++] = Vectors.dense(probabilities);
    }
    cells[next] = choose(probabilities);
  }

  /** The class of the largest probability, or of the largest probability/threshold. */
  double choose(double[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = scaled(probabilities, c) > scaled(probabilities, best) ? c : best;
    }
    return best;
  }

  private double scaled(double[] probabilities, int c) {
    if (thresholds == null) {
      return probabilities[c];
    }
    return thresholds[c] == 0 ? Double.POSITIVE_INFINITY : probabilities[c] / thresholds[c];
  }
}

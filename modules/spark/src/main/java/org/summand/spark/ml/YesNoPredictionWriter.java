package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.types.StructField;
import org.summand.spark.predict.PredictionWriter;

/**
 * The columns of a classifier of several labels that are yes or no each: raw outputs, the
 * probabilities of yes, and 1 or 0 for yes or no, each a vector of as many numbers as there are
 * labels, which its metadata name.
 */
final class YesNoPredictionWriter implements PredictionWriter {
  private static final long serialVersionUID = 1;

  private final ArrayList<StructField> fields;
  private final boolean hasRaw;
  private final boolean hasProbability;
  private final int labels;

  /**
   * @param labels the names of the columns that were learned
   * @param names no and yes of each label in turn, by name; empty where they are 0 and 1
   * @param params the names of the columns
   */
  YesNoPredictionWriter(List<String> labels, List<String> names, MlpClassifierParams params) {
    fields = new ArrayList<>(fields(labels, names, params));
    hasRaw = !params.getRawPredictionCol().isEmpty();
    hasProbability = !params.getProbabilityCol().isEmpty();
    this.labels = labels.size();
  }

  @Override
  public List<StructField> fields() {
    return List.copyOf(fields);
  }

  /** The columns, which do not depend on what is learned. */
  static List<StructField> fields(
      List<String> labels, List<String> names, MlpClassifierParams params) {
    Attribute[] numbers = new Attribute[labels.size()];
    Attribute[] answers = new Attribute[labels.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = NumericAttribute.defaultAttr().withName(labels.get(i));
      BinaryAttribute answer = BinaryAttribute.defaultAttr().withName(labels.get(i));
      answers[i] =
          names.isEmpty() ? answer : answer.withValues(names.get(2 * i), names.get(2 * i + 1));
    }
    List<StructField> fields = new ArrayList<>();
    for (String vector : List.of(params.getRawPredictionCol(), params.getProbabilityCol())) {
      if (!vector.isEmpty()) {
        fields.add(new AttributeGroup(vector, numbers).toStructField());
      }
    }
    fields.add(new AttributeGroup(params.getPredictionCol(), answers).toStructField());
    return fields;
  }

  @Override
  public void write(float[] z, int from, Object[] cells, int at) {
    double[] raw = raw(z, from);
    int next = at;
    if (hasRaw) {
      cells[next++] = Vectors.dense(raw);
    }
    if (hasProbability) {
      cells[next++] = Vectors.dense(probabilities(raw));
    }
    double[] answers = new double[labels];
    for (int i = 0; i < labels; i++) {
      answers[i] = raw[i] > 0 ? 1 : 0;
    }
    cells[next] = Vectors.dense(answers);
  }

  private double[] raw(float[] z, int from) {
    double[] raw = new double[labels];
    for (int i = 0; i < labels; i++) {
      raw[i] = z[from + i];
    }
    return raw;
  }

  /** The probability of yes by each raw output. */
  static double[] probabilities(double[] raw) {
    double[] probabilities = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      probabilities[i] = 1 / (1 + Math.exp(-raw[i]));
    }
    return probabilities;
  }
}

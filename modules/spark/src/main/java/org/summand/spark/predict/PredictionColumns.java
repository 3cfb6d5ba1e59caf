package org.summand.spark.predict;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.summand.compute.Loss;
import org.summand.model.ModelMetadata;
import org.summand.model.Predictions;
import org.summand.nn.Network;
import org.summand.table.Numerals;

/**
 * The columns a network's prediction takes: for classes {@code prediction} and a {@code
 * probability_…} of each; for several yes-or-no outputs both for each of them; for numbers {@code
 * prediction}, or one column an output; for quantiles a {@code quantile_…} of each level.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class PredictionColumns implements PredictionWriter {
  private static final long serialVersionUID = 1;

  private static final String PREDICTION = "prediction";
  private static final String PROBABILITY = "probability";
  private static final String QUANTILE = "quantile";

  private final Loss loss;
  private final int outputs;
  private final Predictions predictions;

  /** 0 where the prediction is not one class. */
  private final int classCount;

  /** Empty where classes are numbers. */
  private final ArrayList<String> classes;

  private final ArrayList<String> labels;
  private final DataType classType;

  PredictionColumns(ModelMetadata metadata) {
    Network network = metadata.network();
    loss = network.loss();
    outputs = network.outputs();
    predictions = metadata.predictions();
    classCount = network.classes();
    classes = new ArrayList<>(metadata.classes());
    labels = new ArrayList<>(metadata.labels());
    classType = classType();
  }

  /** The names and types of the columns. */
  @Override
  public List<StructField> fields() {
    List<StructField> fields = new ArrayList<>();
    if (choosesClass()) {
      fields.add(field(PREDICTION, classType));
      for (int c = 0; c < classCount; c++) {
        fields.add(field(PROBABILITY + "_" + className(c), DataTypes.FloatType));
      }
      return fields;
    }
    for (float level : loss.levels()) {
      fields.add(field(QUANTILE + "_" + level, DataTypes.FloatType));
    }
    if (!fields.isEmpty()) {
      return fields;
    }
    boolean predictsClasses = loss.classifies();
    for (int i = 0; i < outputs; i++) {
      String suffix = outputs == 1 ? "" : "_" + outputName(i);
      fields.add(
          field(
              PREDICTION + suffix, predictsClasses ? DataTypes.IntegerType : DataTypes.FloatType));
      if (predictsClasses) {
        fields.add(field(PROBABILITY + suffix, DataTypes.FloatType));
      }
    }
    return fields;
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, false);
  }

  @Override
  public void write(float[] z, int from, Object[] cells, int at) {
    float[] row = predictions.of(z, from);
    if (!choosesClass()) {
      writeOutputs(row, cells, at);
      return;
    }
    int best = 0;
    for (int c = 0; c < classCount; c++) {
      cells[at + 1 + c] = probability(row, c);
      best = probability(row, c) > probability(row, best) ? c : best;
    }
    cells[at] = prediction(best);
  }

  private void writeOutputs(float[] row, Object[] cells, int at) {
    int next = at;
    for (float prediction : row) {
      cells[next++] = loss.classifies() ? (Object) (prediction > 0.5f ? 1 : 0) : prediction;
      if (loss.classifies()) {
        cells[next++] = prediction;
      }
    }
  }

  /** Classes that are numbers are predicted as numbers. */
  private DataType classType() {
    if (classes.stream().allMatch(PredictionColumns::isInteger)) {
      return DataTypes.IntegerType;
    }
    return classes.stream().allMatch(Numerals::isNumber)
        ? DataTypes.DoubleType
        : DataTypes.StringType;
  }

  private static boolean isInteger(String name) {
    return Numerals.isNumber(name) && Double.parseDouble(name) == (int) Double.parseDouble(name);
  }

  private Object prediction(int best) {
    if (classes.isEmpty()) {
      return best;
    }
    String name = classes.get(best);
    DataType type = classType;
    if (type.equals(DataTypes.IntegerType)) {
      return (int) Double.parseDouble(name);
    }
    return type.equals(DataTypes.DoubleType) ? (Object) Double.parseDouble(name) : name;
  }

  /** Whether the prediction is one class of several, if only of no and yes. */
  private boolean choosesClass() {
    return classCount > 0;
  }

  private float probability(float[] row, int c) {
    if (outputs > 1) {
      return row[c];
    }
    return c == 1 ? row[0] : 1 - row[0];
  }

  private String className(int c) {
    return classes.isEmpty() ? String.valueOf(c) : classes.get(c);
  }

  private String outputName(int i) {
    return labels.size() == outputs ? labels.get(i) : String.valueOf(i);
  }
}

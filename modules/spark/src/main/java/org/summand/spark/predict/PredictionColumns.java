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

/**
 * The columns a network's prediction takes: for classes {@code prediction} and a {@code
 * probability_…} of each; for several labels that are yes or no, of each of them {@code
 * prediction_…} and {@code probability_…}, that of yes; for numbers {@code prediction}, or one
 * column an output; for quantiles a {@code quantile_…} of each level.
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

  /** Of the one label that is classes, or of each that is yes or no; empty for numbers. */
  private final ArrayList<ClassCells> classes = new ArrayList<>();

  private final ArrayList<String> labels;

  PredictionColumns(ModelMetadata metadata) {
    Network network = metadata.network();
    loss = network.loss();
    outputs = network.outputs();
    predictions = metadata.predictions();
    classCount = network.classes();
    labels = new ArrayList<>(metadata.labels());
    List<String> names = metadata.classes();
    int choices = classCount > 0 ? 1 : loss.classifies() ? outputs : 0;
    for (int i = 0; i < choices; i++) {
      int each = names.size() / choices;
      classes.add(new ClassCells(names.subList(i * each, (i + 1) * each)));
    }
  }

  /** The names and types of the columns. */
  @Override
  public List<StructField> fields() {
    List<StructField> fields = new ArrayList<>();
    if (classCount > 0) {
      fields.add(field(PREDICTION, classes.get(0).type()));
      for (int c = 0; c < classCount; c++) {
        fields.add(field(PROBABILITY + "_" + classes.get(0).name(c), DataTypes.FloatType));
      }
    } else if (loss.kind() == Loss.Kind.QUANTILES) {
      for (float level : loss.levels()) {
        fields.add(field(QUANTILE + "_" + level, DataTypes.FloatType));
      }
    } else {
      for (int i = 0; i < outputs; i++) {
        addOutput(i, fields);
      }
    }
    return fields;
  }

  private void addOutput(int i, List<StructField> fields) {
    String suffix = outputs == 1 ? "" : "_" + outputName(i);
    if (classes.isEmpty()) {
      fields.add(field(PREDICTION + suffix, DataTypes.FloatType));
    } else {
      fields.add(field(PREDICTION + suffix, classes.get(i).type()));
      fields.add(field(PROBABILITY + suffix, DataTypes.FloatType));
    }
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, false);
  }

  private String outputName(int i) {
    return labels.size() == outputs ? labels.get(i) : String.valueOf(i);
  }

  @Override
  public void write(float[] z, int from, Object[] cells, int at) {
    float[] row = predictions.of(z, from);
    if (classCount > 0) {
      writeClass(row, cells, at);
      return;
    }
    int next = at;
    for (int i = 0; i < outputs; i++) {
      if (!classes.isEmpty()) {
        cells[next++] = classes.get(i).cell(row[i] > 0.5f ? 1 : 0);
      }
      cells[next++] = row[i];
    }
  }

  private void writeClass(float[] row, Object[] cells, int at) {
    int best = 0;
    for (int c = 0; c < classCount; c++) {
      cells[at + 1 + c] = probability(row, c);
      best = probability(row, c) > probability(row, best) ? c : best;
    }
    cells[at] = classes.get(0).cell(best);
  }

  private float probability(float[] row, int c) {
    if (outputs > 1) {
      return row[c];
    }
    return c == 1 ? row[0] : 1 - row[0];
  }
}

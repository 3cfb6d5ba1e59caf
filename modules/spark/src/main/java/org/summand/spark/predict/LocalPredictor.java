package org.summand.spark.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Scorer;
import org.summand.spark.executor.ExecutorContext;
import org.summand.spark.table.FeatureReader;

/** Predictions for a few rows in this process, by what {@link Predictor} does in each task. */
public final class LocalPredictor {
  private LocalPredictor() {}

  /**
   * The predictions alone, for rows of the features as texts, in the model's order.
   *
   * @param device where products run, as in {@link org.summand.compute.choice.Devices#choose}
   * @throws BadDataException where a cell is not a finite number
   */
  public static List<Row> predict(NetworkModel model, String device, Iterator<Row> rows) {
    ModelMetadata metadata = model.metadata();
    StructType schema = new StructType();
    for (String feature : metadata.features()) {
      schema = schema.add(feature, DataTypes.StringType);
    }
    FeatureReader reader = Predictor.reader(metadata, schema, metadata.features());
    PredictionColumns predictions = new PredictionColumns(metadata);
    int blockRows = PredictedRows.blockRows(metadata.network().inputs());
    List<Row> predicted = new ArrayList<>();
    try (Scorer scorer =
        new Scorer(metadata.network(), ExecutorContext.device(device), blockRows)) {
      PredictedRows all =
          new PredictedRows(
              rows,
              reader,
              metadata.encoder(),
              scorer,
              model.weights(),
              metadata.network().outputs(),
              predictions);
      while (all.hasNext()) {
        predicted.add(withoutFeatures(all.next(), schema.size()));
      }
    }
    return predicted;
  }

  private static Row withoutFeatures(Row row, int features) {
    Object[] cells = new Object[row.size() - features];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(features + i);
    }
    return RowFactory.create(cells);
  }
}

package org.summand.spark.predict;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.summand.compute.EmbeddingTable;
import org.summand.data.BadDataException;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.nn.Scorer;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.executor.ExecutorContext;
import org.summand.spark.table.Columns;
import org.summand.spark.table.FeatureReader;
import org.summand.table.TableEncoder;

/**
 * Predictions for the rows of a table, where the rows are. It must stay open until the predictions
 * have been read, because Spark computes them only then.
 */
public final class Predictor implements AutoCloseable {
  private final ModelMetadata metadata;
  private final String device;
  private final JavaSparkContext spark;
  private final Broadcast<BroadcastWeights> weights;

  /**
   * @param device where products run, as in {@link org.summand.compute.choice.Devices#choose}
   */
  public Predictor(JavaSparkContext spark, NetworkModel model, String device) {
    metadata = model.metadata();
    this.device = device;
    this.spark = spark;
    weights = spark.broadcast(new BroadcastWeights(model.weights()));
  }

  /** The names of the columns that {@link #predict} adds for a model. */
  public static List<String> columns(ModelMetadata metadata) {
    return new PredictionColumns(metadata).fields().stream().map(StructField::name).toList();
  }

  /**
   * The table, its rows in their order, with the predictions in columns behind its own.
   *
   * @param features the columns the model learned from, in order
   * @throws BadDataException where a column is missing, or there already; where a cell is not a
   *     finite number, once the predictions are read
   */
  public Dataset<Row> predict(Dataset<Row> table, List<String> features) {
    return predict(table, features, new PredictionColumns(metadata));
  }

  /** The same, with columns that the caller defines. */
  public Dataset<Row> predict(
      Dataset<Row> table, List<String> features, PredictionWriter predictions) {
    StructType schema = table.schema();
    requireFit(metadata, schema, features, predictions);
    FeatureReader reader = reader(metadata, schema, features);
    String text = metadata.network().toString();
    int inputs = metadata.network().inputs();
    int outputs = metadata.network().outputs();
    TableEncoder encoder = metadata.encoder();
    String deviceName = device;
    Broadcast<BroadcastWeights> theWeights = weights;
    MapPartitionsFunction<Row, Row> prediction =
        rows -> {
          Scorer scorer =
              new Scorer(
                  Network.parse(text),
                  ExecutorContext.device(deviceName),
                  PredictedRows.blockRows(inputs));
          TaskContext.get()
              .addTaskCompletionListener((TaskCompletionListener) context -> scorer.close());
          return new PredictedRows(
              rows, reader, encoder, scorer, theWeights.value().values(), outputs, predictions);
        };
    StructField[] fields =
        Stream.concat(Arrays.stream(schema.fields()), predictions.fields().stream())
            .toArray(StructField[]::new);
    return described(table.mapPartitions(prediction, Encoders.row(new StructType(fields))), fields);
  }

  /** Gives columns their metadata back, which an encoder of rows forgets. */
  private static Dataset<Row> described(Dataset<Row> predicted, StructField[] fields) {
    if (Arrays.stream(fields).allMatch(field -> field.metadata().equals(Metadata.empty()))) {
      return predicted;
    }
    return predicted.select(
        Arrays.stream(fields)
            .map(field -> Columns.column(field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new));
  }

  /**
   * Checks that a table has what a model takes, and no column that its predictions would be called.
   *
   * @throws BadDataException where it does not fit
   */
  public static void requireFit(
      ModelMetadata metadata,
      StructType schema,
      List<String> features,
      PredictionWriter predictions) {
    reader(metadata, schema, features);
    requireFree(schema, predictions.fields());
  }

  /**
   * Checks that a table has no column that the predictions would be called.
   *
   * @throws BadDataException naming one that it has
   */
  public static void requireFree(StructType schema, List<StructField> predictions) {
    List<String> there = Arrays.asList(schema.fieldNames());
    predictions.stream()
        .map(StructField::name)
        .filter(there::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new BadDataException(
                  "the table has a column '"
                      + name
                      + "' already, which is what the predictions would be called; rename it");
            });
  }

  /** Reads what a model takes of the rows of a table. */
  static FeatureReader reader(ModelMetadata metadata, StructType schema, List<String> features) {
    TableEncoder encoder = metadata.encoder();
    Columns columns = Columns.toPredict(features).withFeaturesOf(schema);
    int expected = encoder.features().size();
    if (columns.features().size() != expected) {
      throw new BadDataException(
          "the table has "
              + columns.features().size()
              + " feature columns but the model takes "
              + expected
              + "; name the features");
    }
    List<EmbeddingTable> tables = metadata.network().categories();
    return new FeatureReader(
        schema,
        columns.features(),
        encoder.columns(),
        encoder.cells(),
        encoder.numbers().takesMissing(),
        tables.subList(0, tables.size() - encoder.embedded().size()));
  }

  /** Whether it computes on such a device, and its weights were sent to this cluster. */
  public boolean serves(JavaSparkContext other, String otherDevice) {
    return device.equals(otherDevice) && spark.sc().equals(other.sc()) && !spark.sc().isStopped();
  }

  @Override
  public void close() {
    weights.destroy();
  }
}

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
import org.summand.data.BadDataException;
import org.summand.data.Scaling;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.nn.Scorer;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.executor.ExecutorContext;
import org.summand.spark.table.Columns;
import org.summand.spark.table.RowReader;

/**
 * Predictions for the rows of a table, where the rows are. It must stay open until the answers have
 * been read, because Spark computes them only then.
 */
public final class Predictor implements AutoCloseable {
  private final ModelMetadata card;
  private final String device;
  private final JavaSparkContext spark;
  private final Broadcast<BroadcastWeights> weights;

  /**
   * @param device where products run, as in {@link org.summand.compute.Devices#choose}
   */
  public Predictor(JavaSparkContext spark, NetworkModel model, String device) {
    card = model.card();
    this.device = device;
    this.spark = spark;
    weights = spark.broadcast(new BroadcastWeights(model.weights()));
  }

  /** The names of the columns that {@link #predict} adds for a model. */
  public static List<String> columns(ModelMetadata card) {
    return new PredictionColumns(card).fields().stream().map(StructField::name).toList();
  }

  /**
   * The table, its rows in their order, with the answers in columns behind its own.
   *
   * @param features the columns the model learned from, in order
   * @throws BadDataException where a column is missing, or there already; where a cell is not a
   *     finite number, once the answers are read
   */
  public Dataset<Row> predict(Dataset<Row> table, List<String> features) {
    return predict(table, features, new PredictionColumns(card));
  }

  /** The same with columns of the caller's. */
  public Dataset<Row> predict(Dataset<Row> table, List<String> features, PredictionWriter answers) {
    StructType schema = table.schema();
    requireFit(card, schema, features, answers);
    RowReader reader = reader(card, schema, features);
    String text = card.network().toString();
    int inputs = card.network().inputs();
    int outputs = card.network().outputs();
    Scaling scaling = card.scaling();
    String deviceName = device;
    Broadcast<BroadcastWeights> theWeights = weights;
    MapPartitionsFunction<Row, Row> answer =
        rows -> {
          Scorer scorer =
              new Scorer(
                  Network.parse(text),
                  ExecutorContext.device(deviceName),
                  PredictedRows.blockRows(inputs));
          TaskContext.get()
              .addTaskCompletionListener((TaskCompletionListener) context -> scorer.close());
          return new PredictedRows(
              rows, reader, scaling, scorer, theWeights.value().values(), outputs, answers);
        };
    StructField[] fields =
        Stream.concat(Arrays.stream(schema.fields()), answers.fields().stream())
            .toArray(StructField[]::new);
    return described(table.mapPartitions(answer, Encoders.row(new StructType(fields))), fields);
  }

  /** Gives columns their metadata back, which an encoder of rows forgets. */
  private static Dataset<Row> described(Dataset<Row> answered, StructField[] fields) {
    if (Arrays.stream(fields).allMatch(field -> field.metadata().equals(Metadata.empty()))) {
      return answered;
    }
    return answered.select(
        Arrays.stream(fields)
            .map(field -> Columns.column(field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new));
  }

  /**
   * Checks that a table has what a model takes, and no column that its answers would be called.
   *
   * @throws BadDataException where it does not fit
   */
  public static void requireFit(
      ModelMetadata card, StructType schema, List<String> features, PredictionWriter answers) {
    reader(card, schema, features);
    requireFree(schema, answers);
  }

  /**
   * Checks that a table has no column that the answers would be called.
   *
   * @throws BadDataException naming one that it has
   */
  public static void requireFree(StructType schema, PredictionWriter answers) {
    List<String> there = Arrays.asList(schema.fieldNames());
    answers.fields().stream()
        .map(StructField::name)
        .filter(there::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new BadDataException(
                  "the table has a column '"
                      + name
                      + "' already, which is what the answers would be called; rename it");
            });
  }

  private static RowReader reader(ModelMetadata card, StructType schema, List<String> features) {
    Columns columns = Columns.toPredict(features).withFeaturesOf(schema);
    return new RowReader(schema, columns, card.network(), List.of());
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

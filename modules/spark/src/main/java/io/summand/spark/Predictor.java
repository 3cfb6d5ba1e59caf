package io.summand.spark;

import io.summand.data.BadDataException;
import io.summand.data.Scaling;
import io.summand.model.ModelCard;
import io.summand.model.NetworkModel;
import io.summand.nn.Network;
import io.summand.nn.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Answers for the rows of a table, where the rows are. It must stay open until the answers have
 * been read, because Spark computes them only then.
 */
public final class Predictor implements AutoCloseable {
  private final ModelCard card;
  private final String device;
  private final Broadcast<float[]> weights;

  /**
   * @param device where products run, as in {@link io.summand.compute.Devices#choose}
   */
  public Predictor(JavaSparkContext spark, NetworkModel model, String device) {
    card = model.card();
    this.device = device;
    weights = spark.broadcast(model.weights());
  }

  /** The names of the columns that {@link #predict} adds. */
  public List<String> columns() {
    return new AnswerColumns(card).fields().stream().map(StructField::name).toList();
  }

  /**
   * The table, its rows in their order, with the answers in columns behind its own.
   *
   * @param features the columns the model learned from, in order
   * @throws BadDataException where a column is missing, or there already; where a cell is not a
   *     finite number, once the answers are read
   */
  public Dataset<Row> predict(Dataset<Row> table, List<String> features) {
    StructType schema = table.schema();
    Columns columns = Columns.toPredict(features).withFeaturesOf(schema);
    requireNew(schema);
    Network network = card.network();
    String text = network.toString();
    int outputs = network.outputs();
    RowReader reader = new RowReader(schema, columns, network, List.of());
    AnswerColumns answers = new AnswerColumns(card);
    Scaling scaling = card.scaling();
    String deviceName = device;
    Broadcast<float[]> theWeights = weights;
    MapPartitionsFunction<Row, Row> answer =
        rows -> {
          Scorer scorer =
              new Scorer(Network.parse(text), Worker.device(deviceName), Scorer.BLOCK_ROWS);
          TaskContext.get()
              .addTaskCompletionListener((TaskCompletionListener) context -> scorer.close());
          return new AnsweredRows(
              rows, reader, scaling, scorer, theWeights.value(), outputs, answers);
        };
    StructField[] fields =
        Stream.concat(Arrays.stream(schema.fields()), answers.fields().stream())
            .toArray(StructField[]::new);
    return table.mapPartitions(answer, Encoders.row(new StructType(fields)));
  }

  private void requireNew(StructType schema) {
    List<String> there = Arrays.asList(schema.fieldNames());
    columns().stream()
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

  /** Gives the weights back. */
  @Override
  public void close() {
    weights.destroy();
  }
}

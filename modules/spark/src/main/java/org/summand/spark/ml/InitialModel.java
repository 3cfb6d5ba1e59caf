package org.summand.spark.ml;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.StructType;
import org.summand.data.ScalingMethod;
import org.summand.data.TargetScaling;
import org.summand.model.ModelFormatException;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.io.HadoopFolder;
import org.summand.spark.table.FeatureReader;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;
import org.summand.table.TableEncoder;

/**
 * A saved model whose weights a run begins with. They know their inputs as its encoder makes them,
 * their targets as it scaled them, and their classes in its order, so all of these go with them.
 */
final class InitialModel {
  private final String path;
  private final NetworkModel model;

  private InitialModel(String path, NetworkModel model) {
    this.path = path;
    this.model = model;
  }

  /**
   * The model that an estimator names.
   *
   * @throws IllegalArgumentException where it cannot be read, or learned what the estimator rules
   *     out
   */
  static Optional<InitialModel> of(MlpEstimator<?, ?> estimator, JavaSparkContext spark) {
    if (!estimator.isDefined(estimator.initialModelPath())) {
      return Optional.empty();
    }
    String path = estimator.getInitialModelPath();
    try {
      InitialModel initial = new InitialModel(path, read(path, spark.hadoopConfiguration()));
      initial.requireScalings(
          estimator.targetScalingValue(), ScalingMethod.parse(estimator.getScaling()));
      return Optional.of(initial);
    } catch (IOException | ModelFormatException unreadable) {
      throw new IllegalArgumentException(
          "initialModelPath: " + unreadable.getMessage(), unreadable);
    }
  }

  /** A model that the command line wrote, or the network inside one that Spark ML wrote. */
  private static NetworkModel read(String path, Configuration hadoop) throws IOException {
    Path inner = new Path(path, MlpModelWriter.NETWORK);
    boolean isPipelineModel = inner.getFileSystem(hadoop).exists(inner);
    return NetworkModel.load(new HadoopFolder(isPipelineModel ? inner : new Path(path), hadoop));
  }

  private void requireScalings(TargetScaling.Method targets, ScalingMethod features) {
    if (!targetScaling().isIdentity() && targets == TargetScaling.Method.NONE) {
      throw refusal(
          "learned scaled targets, so targetScaling must be "
              + TargetScaling.Method.AUTO.text()
              + ", not "
              + TargetScaling.Method.NONE.text());
    }
    if (!metadata().encoder().isIdentity() && features.equals(ScalingMethod.NONE)) {
      throw refusal(
          "learned from columns that it encodes, so scaling must be "
              + ScalingMethod.AUTO
              + ", not "
              + ScalingMethod.NONE);
    }
  }

  private IllegalArgumentException refusal(String fault) {
    return new IllegalArgumentException("initialModelPath: the model in " + path + " " + fault);
  }

  private ModelMetadata metadata() {
    return model.metadata();
  }

  Network network() {
    return model.network();
  }

  Head head() {
    return network().head();
  }

  float[] weights() {
    return model.weights();
  }

  TargetScaling targetScaling() {
    return metadata().targetScaling();
  }

  /** Whether numbers may be missing. */
  boolean takesMissing() {
    return metadata().encoder().numbers().takesMissing();
  }

  /**
   * Refuses to go on with another network.
   *
   * @param template what the estimator wants, of which this network may be one
   */
  void requireNetwork(NetworkTemplate template) {
    String wanted = template.toString();
    try {
      TableEncoder encoder = metadata().encoder();
      wanted =
          template
              .complete(encoder.inputs(), network().curves(), encoder.tables(), head())
              .toString();
    } catch (IllegalArgumentException unfit) {
      // Told below: no network of this template is the model's.
    }
    if (!network().toString().equals(wanted)) {
      throw refusal("is the network '" + network() + "', not '" + wanted + "'");
    }
  }

  /**
   * The classes in the order of the outputs, by the names that labels are to have.
   *
   * @param names as the label column's metadata have them; empty where they have none
   */
  List<String> classes(List<String> names) {
    List<String> own = metadata().classes();
    if (!names.isEmpty() && !own.isEmpty() && !names.equals(own)) {
      throw refusal(
          "tells the classes "
              + MessageText.list(own)
              + " apart, in this order, but the label has "
              + MessageText.list(names)
              + "; index the labels as they were then");
    }
    return own.isEmpty() ? names : own;
  }

  /** The columns to read, by their names in the table. */
  List<String> columns(List<String> names, StructType schema) {
    return InputColumns.used(encoder(names, schema).columns(), names);
  }

  /**
   * What the model makes of the columns of a table.
   *
   * @param names of the columns to learn from
   * @throws IllegalArgumentException where they are others than the model learned from
   */
  TableEncoder encoder(List<String> names, StructType schema) {
    TableEncoder encoder = metadata().encoder();
    List<RawColumn> columns = encoder.columns();
    boolean isVector =
        names.size() == 1 && FeatureReader.isVector(schema.apply(names.get(0)).dataType());
    if (isVector && columns.size() == 1 && columns.get(0).kind() == RawColumn.Kind.VECTOR) {
      return encoder;
    }
    if (isVector && areAllNumbers(encoder)) {
      RawColumn vector = RawColumn.vector(names.get(0), encoder.rawWidth(), Map.of());
      return new TableEncoder(
          encoder.cells(),
          List.of(vector),
          encoder.numbers(),
          new int[0],
          new boolean[0],
          encoder.bins());
    }
    List<String> all = columns.stream().map(RawColumn::name).toList();
    if (!names.equals(all) && !names.equals(encoder.features())) {
      throw refusal(
          "learned from the columns "
              + MessageText.list(all)
              + ", not from "
              + MessageText.list(names)
              + "; name the same columns in the same order, or begin with random weights");
    }
    return encoder;
  }

  /** Whether a vector can stand for its columns. */
  private static boolean areAllNumbers(TableEncoder encoder) {
    return encoder.indicators().length == 0
        && encoder.columns().stream().allMatch(one -> one.kind() == RawColumn.Kind.NUMBER);
  }
}

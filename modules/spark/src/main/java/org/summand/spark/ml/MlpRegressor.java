package org.summand.spark.ml;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.compute.Loss;
import org.summand.data.ClassWeights;
import org.summand.data.TargetScaling;
import org.summand.model.NetworkModel;
import org.summand.model.Predictions;
import org.summand.nn.Network;
import org.summand.spark.predict.PredictionWriter;

/**
 * A regression that is a neural network, trained by mini-batches on the executors.
 *
 * <pre>{@code
 * MlpRegressorModel model = new MlpRegressor()
 *     .setNetwork("8 -> 64 relu -> 1 linear")
 *     .fit(table);
 * }</pre>
 *
 * <p>The label is a number, or a vector for a network of several outputs; the prediction is the
 * same. What is learned are deviations from the label's mean, but predictions and losses are in the
 * label's own unit; see {@code targetScaling}. A network that ends in {@code huber} cares less
 * about outliers than one in {@code linear}.
 */
public final class MlpRegressor extends MlpRegressorSetters {
  private static final long serialVersionUID = 1;

  public MlpRegressor() {
    this(Identifiable.randomUID("mlpr"));
  }

  public MlpRegressor(String uid) {
    super(uid);
  }

  /** Reads a saved estimator; Spark ML looks this method up. */
  public static MLReader<MlpRegressor> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved estimator. */
  public static MlpRegressor load(String path) {
    return read().load(path);
  }

  @Override
  MlpRegressor self() {
    return this;
  }

  @Override
  Loss lossOfLayers() {
    return Loss.SQUARED_ERROR;
  }

  @Override
  void requireFit(Network network) {
    NetworkOf.requireRegressor(network);
  }

  @Override
  void requireLabel(StructField label, Network network) {
    if (network.outputs() > 1 && !Schemas.isVector(label)) {
      throw new IllegalArgumentException(
          "column '"
              + label.name()
              + "' holds one number a row, but the network '"
              + network
              + "' learns "
              + network.outputs()
              + "; name a column of vectors, or change the network's last width");
    }
  }

  @Override
  List<String> classNames(StructType schema, Network network) {
    return List.of();
  }

  @Override
  ClassWeights classWeightsValue() {
    return ClassWeights.NONE;
  }

  @Override
  TargetScaling.Method targetScalingValue() {
    return TargetScaling.Method.of(getTargetScaling());
  }

  @Override
  PredictionWriter predictions(Network network, List<String> classes) {
    // Only the columns are asked for; they do not depend on what is learned.
    TargetScaling unscaled = TargetScaling.none(network.numbers());
    return new NumberPredictionWriter(new Predictions(network, unscaled), getPredictionCol());
  }

  @Override
  MlpRegressorModel model(NetworkModel network) {
    return new MlpRegressorModel(uid(), network);
  }
}

package org.summand.spark.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.util.MLReader;
import org.summand.model.NetworkModel;
import org.summand.spark.predict.PredictionWriter;

/** A trained {@link MlpRegressor}. */
public final class MlpRegressorModel extends MlpModel<MlpRegressorModel>
    implements MlpRegressorParams {
  private static final long serialVersionUID = 1;

  /** An empty model, for the service loader by which Spark Connect finds the class. */
  public MlpRegressorModel() {
    super("", null);
  }

  MlpRegressorModel(String uid, NetworkModel network) {
    super(uid, network);
    NetworkOf.requireRegressor(network.network().head(), network.network());
  }

  /** Reads a saved model; Spark ML looks this method up. */
  public static MLReader<MlpRegressorModel> read() {
    return new MlpModelReader<>(MlpRegressorModel.class, MlpRegressorModel::new);
  }

  /** Reads a saved model. */
  public static MlpRegressorModel load(String path) {
    return read().load(path);
  }

  /**
   * The number for one row, without a Spark job.
   *
   * @throws IllegalStateException where the network has several outputs; see {@link #predictVector}
   */
  public double predict(Vector features) {
    if (networkModel().network().outputs() > 1) {
      throw new IllegalStateException("the network answers several numbers; use predictVector");
    }
    return prediction(features)[0];
  }

  /** All numbers for one row, without a Spark job. */
  public Vector predictVector(Vector features) {
    return NumberPredictionWriter.vector(prediction(features));
  }

  private float[] prediction(Vector features) {
    return networkModel().metadata().predictions().of(rawOutputs(features), 0);
  }

  @Override
  MlpRegressorModel self() {
    return this;
  }

  @Override
  MlpRegressorModel newInstance(NetworkModel theNetwork) {
    return new MlpRegressorModel(uid(), theNetwork);
  }

  @Override
  PredictionWriter predictions() {
    return new NumberPredictionWriter(networkModel().metadata().predictions(), getPredictionCol());
  }
}

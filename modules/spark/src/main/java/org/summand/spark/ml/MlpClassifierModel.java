package org.summand.spark.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import org.summand.model.NetworkModel;
import org.summand.spark.predict.PredictionWriter;

/** A trained {@link MlpClassifier}. */
public final class MlpClassifierModel extends MlpClassifierModelSetters {
  private static final long serialVersionUID = 1;

  /** An empty model, for the service loader by which Spark Connect finds the class. */
  public MlpClassifierModel() {
    super("", null);
  }

  MlpClassifierModel(String uid, NetworkModel network) {
    super(uid, network);
    NetworkOf.requireClassifier(network.network().head(), network.network());
  }

  /** Reads a saved model; Spark ML looks this method up. */
  public static MLReader<MlpClassifierModel> read() {
    return new MlpModelReader<>(MlpClassifierModel.class, MlpClassifierModel::new);
  }

  /** Reads a saved model. */
  public static MlpClassifierModel load(String path) {
    return read().load(path);
  }

  /** The classes it tells apart. */
  public int numClasses() {
    return networkModel().network().classes();
  }

  /** The class of one row, without a Spark job. */
  public double predict(Vector features) {
    ClassPredictionWriter predictions = classPredictions();
    return predictions.choose(predictions.probabilities(rawOutputs(features), 0));
  }

  /** The probability of each class for one row, without a Spark job. */
  public Vector predictProbability(Vector features) {
    return Vectors.dense(classPredictions().probabilities(rawOutputs(features), 0));
  }

  /** The raw output of each class for one row, without a Spark job. */
  public Vector predictRaw(Vector features) {
    return Vectors.dense(classPredictions().raw(rawOutputs(features), 0));
  }

  @Override
  MlpClassifierModel self() {
    return this;
  }

  @Override
  MlpClassifierModel newInstance(NetworkModel theNetwork) {
    return new MlpClassifierModel(uid(), theNetwork);
  }

  @Override
  PredictionWriter predictions() {
    return classPredictions();
  }

  private ClassPredictionWriter classPredictions() {
    NetworkModel model = networkModel();
    return new ClassPredictionWriter(model.network().head(), model.metadata().classes(), this);
  }
}

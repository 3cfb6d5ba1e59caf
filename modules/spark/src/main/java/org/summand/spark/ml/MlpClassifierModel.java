package org.summand.spark.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.MLReader;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Head;
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
    Head head = network.network().head();
    int labels = head.isSeveralTimesYesOrNo() ? head.outputs() : 1;
    NetworkOf.requireClassifier(head, labels, network.network());
  }

  /** Reads a saved model; Spark ML looks this method up. */
  public static MLReader<MlpClassifierModel> read() {
    return new MlpModelReader<>(MlpClassifierModel.class, MlpClassifierModel::new);
  }

  /** Reads a saved model. */
  public static MlpClassifierModel load(String path) {
    return read().load(path);
  }

  /** The classes it tells apart; 0 where it answers yes or no to each of several labels. */
  public int numClasses() {
    return networkModel().network().classes();
  }

  /**
   * The class of one row, without a Spark job.
   *
   * @throws IllegalStateException where it answers several labels; see {@link #predictProbability}
   */
  public double predict(Vector features) {
    if (answersSeveral()) {
      throw new IllegalStateException("the network answers several labels; use predictProbability");
    }
    ClassPredictionWriter predictions = classPredictions();
    return predictions.choose(predictions.probabilities(rawOutputs(features), 0));
  }

  /**
   * The probability of each class, or of yes for each of several labels, for one row, without a
   * Spark job.
   */
  public Vector predictProbability(Vector features) {
    if (answersSeveral()) {
      return Vectors.dense(YesNoPredictionWriter.probabilities(predictRaw(features).toArray()));
    }
    return Vectors.dense(classPredictions().probabilities(rawOutputs(features), 0));
  }

  /** The raw output of each class, or label, for one row, without a Spark job. */
  public Vector predictRaw(Vector features) {
    if (answersSeveral()) {
      return NumberPredictionWriter.vector(rawOutputs(features));
    }
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
    ModelMetadata metadata = networkModel().metadata();
    return answersSeveral()
        ? new YesNoPredictionWriter(metadata.labels(), metadata.classes(), this)
        : classPredictions();
  }

  private boolean answersSeveral() {
    return networkModel().network().head().isSeveralTimesYesOrNo();
  }

  private ClassPredictionWriter classPredictions() {
    NetworkModel model = networkModel();
    return new ClassPredictionWriter(model.network().head(), model.metadata().classes(), this);
  }
}

package org.summand.spark.ml;

/** A setter for each parameter that only the classifier has. */
public abstract class MlpClassifierSetters extends MlpEstimator<MlpClassifier, MlpClassifierModel>
    implements MlpClassifierParams {
  private static final long serialVersionUID = 1;

  MlpClassifierSetters(String uid) {
    super(uid);
  }

  // classifier: setters MlpClassifier
}

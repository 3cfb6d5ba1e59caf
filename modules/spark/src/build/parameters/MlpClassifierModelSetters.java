package org.summand.spark.ml;

import org.summand.model.NetworkModel;

/** A setter for each parameter of a classifier that matters after the training. */
public abstract class MlpClassifierModelSetters extends MlpModel<MlpClassifierModel>
    implements MlpClassifierParams {
  private static final long serialVersionUID = 1;

  MlpClassifierModelSetters(String uid, NetworkModel network) {
    super(uid, network);
  }

  // classifier of models: setters MlpClassifierModel
}

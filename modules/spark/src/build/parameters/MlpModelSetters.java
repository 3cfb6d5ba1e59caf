package org.summand.spark.ml;

import org.apache.spark.ml.Model;

/**
 * A setter for each shared parameter that matters after the training.
 *
 * @param <M> the model itself, which the setters return
 */
public abstract class MlpModelSetters<M extends MlpModelSetters<M>> extends Model<M>
    implements MlpParams {
  private static final long serialVersionUID = 1;

  MlpModelSetters() {}

  /** This model, for the setters. */
  abstract M self();

  // shared of models: setters M
}

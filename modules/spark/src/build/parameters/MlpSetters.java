package org.summand.spark.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/**
 * A setter for each parameter that the classifier and the regressor share, in the order of {@link
 * MlpParams}.
 *
 * @param <E> the estimator itself, which the setters return
 * @param <M> its model
 */
public abstract class MlpSetters<E extends MlpSetters<E, M>, M extends Model<M>>
    extends Estimator<M> implements MlpParams {
  private static final long serialVersionUID = 1;

  MlpSetters() {}

  /** This estimator, for the setters. */
  abstract E self();

  // shared: setters E
}

package org.summand.spark.ml;

/** A setter for each parameter that only the regressor has. */
public abstract class MlpRegressorSetters extends MlpEstimator<MlpRegressor, MlpRegressorModel>
    implements MlpRegressorParams {
  private static final long serialVersionUID = 1;

  MlpRegressorSetters(String uid) {
    super(uid);
  }

  // regressor: setters MlpRegressor
}

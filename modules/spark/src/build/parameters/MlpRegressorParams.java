package org.summand.spark.ml;

import org.apache.spark.ml.param.Param;

/** The parameters that only regressions have. */
public interface MlpRegressorParams extends MlpParams {
  // regressor: getters
}

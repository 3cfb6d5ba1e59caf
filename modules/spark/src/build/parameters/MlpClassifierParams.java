package org.summand.spark.ml;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;

/** The parameters that only classifiers have. */
public interface MlpClassifierParams extends MlpParams {
  // classifier: getters
}

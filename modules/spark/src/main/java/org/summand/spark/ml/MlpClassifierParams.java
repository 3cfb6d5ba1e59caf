package org.summand.spark.ml;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.Param;

/** The parameters that only classifiers have. */
public interface MlpClassifierParams extends MlpParams {

  /** The parameter: the column that class probabilities are written to; empty: none. */
  default Param<String> probabilityCol() {
    return paramSet().probabilityCol;
  }

  /** Its value. */
  default String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }

  /**
   * The parameter: the column that outputs before softmax or sigmoid are written to; empty: none.
   */
  default Param<String> rawPredictionCol() {
    return paramSet().rawPredictionCol;
  }

  /** Its value. */
  default String getRawPredictionCol() {
    return getOrDefault(rawPredictionCol());
  }

  /**
   * The parameter: one number a class, at least 0 and at most one of them 0: the class of the
   * largest probability/threshold is predicted; unset: of the largest probability.
   */
  default DoubleArrayParam thresholds() {
    return paramSet().thresholds;
  }

  /** Its value. */
  default double[] getThresholds() {
    return getOrDefault(thresholds());
  }

  /**
   * The parameter: what rows weigh by class: none, balanced, or a number a class, such as '1, 2.5'.
   */
  default Param<String> classWeights() {
    return paramSet().classWeights;
  }

  /** Its value. */
  default String getClassWeights() {
    return getOrDefault(classWeights());
  }
}

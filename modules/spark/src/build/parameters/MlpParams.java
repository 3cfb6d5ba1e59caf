package org.summand.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/** The parameters that all networks share, as the methods by which Spark ML finds them. */
public interface MlpParams {
  /** The parameters themselves. */
  MlpParamSet paramSet();

  /** The value of a parameter, or its default; given by Spark's {@code Params}. */
  <T> T getOrDefault(Param<T> param);

  /** Whether a parameter has a value or a default; given by Spark's {@code Params}. */
  boolean isDefined(Param<?> param);

  /** Whether a parameter has a value of its own; given by Spark's {@code Params}. */
  boolean isSet(Param<?> param);

  // shared: getters
}

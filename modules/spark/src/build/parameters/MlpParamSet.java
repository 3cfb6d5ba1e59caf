package org.summand.spark.ml;

import java.io.Serializable;
import java.util.LinkedHashMap;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.package$;
import org.summand.compute.choice.Devices;
import org.summand.data.Folds;
import org.summand.data.LabelTask;
import org.summand.data.ScalingMethod;
import org.summand.data.TargetScaling;
import org.summand.nn.Parametrization;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.table.CellReader;
import org.summand.train.BestBy;
import org.summand.train.Calibration;
import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/**
 * The parameters of one estimator or model: names, meanings, bounds and, taken from where the
 * command line takes them too, defaults.
 */
public final class MlpParamSet implements Serializable {
  private static final long serialVersionUID = 1;

  // all: fields

  private final LinkedHashMap<Param<?>, Object> defaults = new LinkedHashMap<>();

  MlpParamSet(Params parent) {
    SparkVersion.require(package$.MODULE$.SPARK_VERSION());
    // all: values
    // all: defaults
  }

  /** Gives their estimator or model the default of each parameter that has one. */
  void setDefaultsOf(Params parent) {
    defaults.forEach((param, value) -> ParamSupport.setDefault(parent, param, value));
  }
}

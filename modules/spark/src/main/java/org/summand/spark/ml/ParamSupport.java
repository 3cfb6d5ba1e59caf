package org.summand.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.summand.base.EnumText;
import org.summand.data.LabelTask;
import org.summand.data.ScalingMethod;
import scala.Function1;
import scala.Option;
import scala.runtime.AbstractFunction1;

/** What {@link MlpParamSet}, which is written from a table, needs beside what Spark ML has. */
final class ParamSupport {
  private ParamSupport() {}

  /** The double that prints like the float: 0.001 rather than 0.0010000000474974513. */
  static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  static double decimal(double value) {
    return value;
  }

  /** The constants of an enum, in lower case. */
  static Function1<String, Object> oneOf(Class<? extends Enum<?>> type) {
    return ParamValidators.inArray(EnumText.all(type).toArray(new String[0]));
  }

  /** The methods that scale features. */
  static Function1<String, Object> scaling() {
    return new IsScaling();
  }

  private static final class IsScaling extends AbstractFunction1<String, Object>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Object apply(String value) {
      try {
        return ScalingMethod.parse(value) != null;
      } catch (IllegalArgumentException other) {
        return false;
      }
    }
  }

  /** What is learned of a label that is a number. */
  static Function1<String, Object> task() {
    return new IsTask();
  }

  private static final class IsTask extends AbstractFunction1<String, Object>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Object apply(String value) {
      try {
        return LabelTask.parse(value).kind() != LabelTask.Kind.CLASSES;
      } catch (IllegalArgumentException other) {
        return false;
      }
    }
  }

  /** Numbers of at least 0, and at most one of them 0. */
  static Function1<double[], Object> thresholds() {
    return new AreThresholds();
  }

  private static final class AreThresholds extends AbstractFunction1<double[], Object>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Object apply(double[] values) {
      return Arrays.stream(values).allMatch(value -> value >= 0)
          && Arrays.stream(values).filter(value -> value == 0).count() <= 1;
    }
  }

  /** Spark's explanation of a parameter, in which arrays can be read. */
  static String readable(String explanation, Params of, Param<?> param) {
    String text = explanation;
    for (Object value : new Object[] {orNull(of.getDefault(param)), orNull(of.get(param))}) {
      if (value != null && value.getClass().isArray()) {
        String list = Arrays.deepToString(new Object[] {value});
        text = text.replace(value.toString(), list.substring(1, list.length() - 1));
      }
    }
    return text;
  }

  private static Object orNull(Option<?> value) {
    return value.isDefined() ? value.get() : null;
  }

  /** Gives a parameter its default, if the estimator or model has such a parameter. */
  @SuppressWarnings("unchecked")
  static void setDefault(Params of, Param<?> param, Object value) {
    if (of.hasParam(param.name())) {
      of.setDefault((Param<Object>) param, value);
    }
  }
}

package org.summand.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.package$;
import org.summand.base.EnumText;
import org.summand.compute.Devices;
import org.summand.spark.exchange.Exchange;
import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;
import scala.Function1;
import scala.runtime.AbstractFunction1;

/**
 * The parameters of one estimator or model: names, meanings, bounds and, taken from where the
 * command line takes them too, defaults.
 */
public final class MlpParamSet implements Serializable {
  private static final long serialVersionUID = 1;

  final Param<String> featuresCol;
  final Param<String> labelCol;
  final Param<String> predictionCol;
  final Param<String> weightCol;
  final Param<String> validationIndicatorCol;
  final Param<String> network;
  final IntArrayParam layers;
  final IntParam epochs;
  final IntParam batchSize;
  final DoubleParam stepSize;
  final Param<String> solver;
  final DoubleParam momentum;
  final DoubleParam beta1;
  final DoubleParam beta2;
  final DoubleParam decay;
  final DoubleParam epsilon;
  final DoubleParam regParam;
  final DoubleParam weightDecay;
  final DoubleParam clipNorm;
  final Param<String> schedule;
  final DoubleParam scheduleFactor;
  final DoubleParam scheduleEvery;
  final DoubleParam scheduleFloor;
  final DoubleParam warmUp;
  final LongParam seed;
  final IntParam patience;
  final DoubleParam tol;
  final Param<String> initialModelPath;
  final IntParam numShards;
  final IntParam aggregationDepth;
  final Param<String> exchange;
  final Param<String> checkpointDir;
  final IntParam checkpointInterval;
  final Param<String> device;
  final Param<String> probabilityCol;
  final Param<String> rawPredictionCol;
  final DoubleArrayParam thresholds;
  final Param<String> classWeights;

  private final LinkedHashMap<Param<?>, Object> defaults = new LinkedHashMap<>();

  MlpParamSet(Params parent) {
    SparkVersion.require(package$.MODULE$.SPARK_VERSION());
    Function1<Object, Object> fraction = ParamValidators.inRange(0, 1, true, false);
    featuresCol = new Param<>(parent, "featuresCol", "the column of feature vectors");
    labelCol = new Param<>(parent, "labelCol", "the column to learn");
    predictionCol =
        new Param<>(parent, "predictionCol", "the column that the prediction is written to");
    weightCol =
        new Param<>(
            parent, "weightCol", "the column of row weights; unset or empty: each row weighs 1");
    validationIndicatorCol =
        new Param<>(
            parent,
            "validationIndicatorCol",
            "a boolean column, true for rows that are not learned from but validated on after each epoch; unset: none");
    network =
        new Param<>(
            parent,
            "network",
            "the network as text, such as '784 -> 256 relu -> 10 softmax'; takes precedence over layers");
    layers =
        new IntArrayParam(
            parent,
            "layers",
            "the widths of the layers from input to output; hidden layers are sigmoid, as in MLlib's perceptron (use network for others)");
    epochs = new IntParam(parent, "epochs", "how often every row is seen", ParamValidators.gtEq(1));
    batchSize =
        new IntParam(
            parent,
            "batchSize",
            "the rows of a step, over the whole cluster",
            ParamValidators.gtEq(1));
    stepSize = new DoubleParam(parent, "stepSize", "the learning rate", ParamValidators.gt(0));
    solver =
        new Param<>(
            parent,
            "solver",
            "the optimiser: sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw",
            ParamValidators.inArray(texts(OptimizerSettings.Kind.class)));
    momentum =
        new DoubleParam(
            parent, "momentum", "the momentum of solvers momentum and nesterov", fraction);
    beta1 =
        new DoubleParam(
            parent, "beta1", "the decay of the mean gradient in adam and adamw", fraction);
    beta2 =
        new DoubleParam(
            parent, "beta2", "the decay of the mean square in adam and adamw", fraction);
    decay = new DoubleParam(parent, "decay", "the decay of the mean square in rmsprop", fraction);
    epsilon =
        new DoubleParam(
            parent,
            "epsilon",
            "what keeps adagrad, rmsprop, adam and adamw from dividing by 0",
            ParamValidators.gt(0));
    regParam =
        new DoubleParam(
            parent,
            "regParam",
            "L2 regularisation of all weights but the biases",
            ParamValidators.gtEq(0));
    weightDecay =
        new DoubleParam(
            parent, "weightDecay", "the decoupled weight decay of adamw", ParamValidators.gtEq(0));
    clipNorm =
        new DoubleParam(
            parent,
            "clipNorm",
            "the greatest norm of the gradient; 0: not clipped",
            ParamValidators.gtEq(0));
    schedule =
        new Param<>(
            parent,
            "schedule",
            "how the learning rate changes: constant, step, exponential or cosine",
            ParamValidators.inArray(texts(ScheduleSettings.Kind.class)));
    scheduleFactor =
        new DoubleParam(
            parent,
            "scheduleFactor",
            "what schedules step and exponential multiply the rate by",
            ParamValidators.inRange(0, 1, false, true));
    scheduleEvery =
        new DoubleParam(
            parent,
            "scheduleEvery",
            "the epochs between two multiplications of schedules step and exponential",
            ParamValidators.gt(0));
    scheduleFloor =
        new DoubleParam(
            parent,
            "scheduleFloor",
            "the learning rate at which schedule cosine ends",
            ParamValidators.gtEq(0));
    warmUp =
        new DoubleParam(
            parent,
            "warmUp",
            "the epochs in which the learning rate first rises to stepSize",
            ParamValidators.gtEq(0));
    seed = new LongParam(parent, "seed", "what every random choice depends on");
    patience =
        new IntParam(
            parent,
            "patience",
            "stop after so many epochs without a better validation loss and keep the best weights; 0: never",
            ParamValidators.gtEq(0));
    tol =
        new DoubleParam(
            parent,
            "tol",
            "the least decrease of the validation loss that counts as better",
            ParamValidators.gtEq(0));
    initialModelPath =
        new Param<>(
            parent,
            "initialModelPath",
            "a saved model whose weights to begin with; unset: random weights");
    numShards =
        new IntParam(
            parent,
            "numShards",
            "the shards that rows are packed into, one task each; 0: as many as run at once",
            ParamValidators.gtEq(0));
    aggregationDepth =
        new IntParam(
            parent,
            "aggregationDepth",
            "how gradients are added: 1 on the driver, 2 in runs on the executors first, 0 by what fits the driver and costs less; the sums are the same",
            ParamValidators.inRange(0, 2));
    exchange =
        new Param<>(
            parent,
            "exchange",
            "how weights and gradients travel: jobs, one Spark job a step; resident, tasks that stay on their executors; auto, resident where possible and expected to cost less, else jobs; the bits are the same",
            ParamValidators.inArray(texts(Exchange.class)));
    checkpointDir =
        new Param<>(
            parent,
            "checkpointDir",
            "a directory to keep checkpoints in, each run in a folder of its own; fit goes on from the last one of the same run, and is refused while another fit of that run goes on; unset: none");
    checkpointInterval =
        new IntParam(
            parent,
            "checkpointInterval",
            "the epochs between two checkpoints; -1: only one at the end",
            ParamValidators.gtEq(-1));
    device = new Param<>(parent, "device", "where products run: auto, cpu, or a device's name");
    probabilityCol =
        new Param<>(
            parent,
            "probabilityCol",
            "the column that class probabilities are written to; empty: none");
    rawPredictionCol =
        new Param<>(
            parent,
            "rawPredictionCol",
            "the column that outputs before softmax or sigmoid are written to; empty: none");
    thresholds =
        new DoubleArrayParam(
            parent,
            "thresholds",
            "one number a class, at least 0 and at most one of them 0: the class of the largest probability/threshold is predicted; unset: of the largest probability",
            new AreThresholds());
    classWeights =
        new Param<>(
            parent,
            "classWeights",
            "what rows weigh by class: none, balanced, or a number a class, such as '1, 2.5'");
    defaults.put(featuresCol, "features");
    defaults.put(labelCol, "label");
    defaults.put(predictionCol, "prediction");
    defaults.put(epochs, TrainingSettings.DEFAULT_EPOCHS);
    defaults.put(batchSize, TrainingSettings.DEFAULT_BATCH_SIZE);
    defaults.put(stepSize, decimal(ScheduleSettings.DEFAULT.rate()));
    defaults.put(solver, OptimizerSettings.DEFAULT.kind().text());
    defaults.put(momentum, decimal(OptimizerSettings.DEFAULT.momentum()));
    defaults.put(beta1, decimal(OptimizerSettings.DEFAULT.beta1()));
    defaults.put(beta2, decimal(OptimizerSettings.DEFAULT.beta2()));
    defaults.put(decay, decimal(OptimizerSettings.DEFAULT.decay()));
    defaults.put(epsilon, decimal(OptimizerSettings.DEFAULT.epsilon()));
    defaults.put(regParam, decimal(OptimizerSettings.DEFAULT.l2()));
    defaults.put(weightDecay, decimal(OptimizerSettings.DEFAULT.weightDecay()));
    defaults.put(clipNorm, decimal(OptimizerSettings.DEFAULT.clipNorm()));
    defaults.put(schedule, ScheduleSettings.DEFAULT.kind().text());
    defaults.put(scheduleFactor, decimal(ScheduleSettings.DEFAULT.factor()));
    defaults.put(scheduleEvery, ScheduleSettings.DEFAULT.every());
    defaults.put(scheduleFloor, decimal(ScheduleSettings.DEFAULT.floor()));
    defaults.put(warmUp, ScheduleSettings.DEFAULT.warmUp());
    defaults.put(seed, TrainingSettings.DEFAULT_SEED);
    defaults.put(patience, EarlyStopping.NEVER.patience());
    defaults.put(tol, EarlyStopping.NEVER.tolerance());
    defaults.put(numShards, 0);
    defaults.put(aggregationDepth, 0);
    defaults.put(exchange, Exchange.AUTO.text());
    defaults.put(checkpointInterval, 10);
    defaults.put(device, Devices.AUTO);
    defaults.put(probabilityCol, "probability");
    defaults.put(rawPredictionCol, "rawPrediction");
    defaults.put(classWeights, "none");
  }

  private static String[] texts(Class<? extends Enum<?>> type) {
    return EnumText.all(type).toArray(new String[0]);
  }

  /** The double that prints like the float: 0.001 rather than 0.0010000000474974513. */
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  /** The default of each parameter that has one. */
  Map<Param<?>, Object> defaults() {
    return defaults;
  }

  /** At least 0, and at most one of them 0. */
  private static final class AreThresholds extends AbstractFunction1<double[], Object>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Object apply(double[] values) {
      return Arrays.stream(values).allMatch(value -> value >= 0)
          && Arrays.stream(values).filter(value -> value == 0).count() <= 1;
    }
  }
}

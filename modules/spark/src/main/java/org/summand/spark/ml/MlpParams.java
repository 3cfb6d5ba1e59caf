package org.summand.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/** The parameters that all networks share, as the methods by which Spark ML finds them. */
public interface MlpParams {
  /** The parameters themselves. */
  MlpParamSet paramSet();

  /** The value of a parameter, or its default; given by Spark's {@code Params}. */
  <T> T getOrDefault(Param<T> param);

  /** Whether a parameter has a value or a default; given by Spark's {@code Params}. */
  boolean isDefined(Param<?> param);

  /** The parameter: the column of feature vectors. */
  default Param<String> featuresCol() {
    return paramSet().featuresCol;
  }

  /** Its value. */
  default String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  /** The parameter: the column to learn. */
  default Param<String> labelCol() {
    return paramSet().labelCol;
  }

  /** Its value. */
  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  /** The parameter: the column that the prediction is written to. */
  default Param<String> predictionCol() {
    return paramSet().predictionCol;
  }

  /** Its value. */
  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  /** The parameter: the column of row weights; unset or empty: each row weighs 1. */
  default Param<String> weightCol() {
    return paramSet().weightCol;
  }

  /** Its value. */
  default String getWeightCol() {
    return getOrDefault(weightCol());
  }

  /**
   * The parameter: a boolean column, true for rows that are not learned from but validated on after
   * each epoch; unset: none.
   */
  default Param<String> validationIndicatorCol() {
    return paramSet().validationIndicatorCol;
  }

  /** Its value. */
  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  /**
   * The parameter: the network as text, such as '784 -> 256 relu -> 10 softmax'; takes precedence
   * over layers.
   */
  default Param<String> network() {
    return paramSet().network;
  }

  /** Its value. */
  default String getNetwork() {
    return getOrDefault(network());
  }

  /**
   * The parameter: the widths of the layers from input to output; hidden layers are sigmoid, as in
   * MLlib's perceptron (use network for others).
   */
  default IntArrayParam layers() {
    return paramSet().layers;
  }

  /** Its value. */
  default int[] getLayers() {
    return getOrDefault(layers());
  }

  /** The parameter: how often every row is seen. */
  default IntParam epochs() {
    return paramSet().epochs;
  }

  /** Its value. */
  default int getEpochs() {
    return (Integer) getOrDefault(epochs());
  }

  /** The parameter: the rows of a step, over the whole cluster. */
  default IntParam batchSize() {
    return paramSet().batchSize;
  }

  /** Its value. */
  default int getBatchSize() {
    return (Integer) getOrDefault(batchSize());
  }

  /** The parameter: the learning rate. */
  default DoubleParam stepSize() {
    return paramSet().stepSize;
  }

  /** Its value. */
  default double getStepSize() {
    return (Double) getOrDefault(stepSize());
  }

  /** The parameter: the optimiser: sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw. */
  default Param<String> solver() {
    return paramSet().solver;
  }

  /** Its value. */
  default String getSolver() {
    return getOrDefault(solver());
  }

  /** The parameter: the momentum of solvers momentum and nesterov. */
  default DoubleParam momentum() {
    return paramSet().momentum;
  }

  /** Its value. */
  default double getMomentum() {
    return (Double) getOrDefault(momentum());
  }

  /** The parameter: the decay of the mean gradient in adam and adamw. */
  default DoubleParam beta1() {
    return paramSet().beta1;
  }

  /** Its value. */
  default double getBeta1() {
    return (Double) getOrDefault(beta1());
  }

  /** The parameter: the decay of the mean square in adam and adamw. */
  default DoubleParam beta2() {
    return paramSet().beta2;
  }

  /** Its value. */
  default double getBeta2() {
    return (Double) getOrDefault(beta2());
  }

  /** The parameter: the decay of the mean square in rmsprop. */
  default DoubleParam decay() {
    return paramSet().decay;
  }

  /** Its value. */
  default double getDecay() {
    return (Double) getOrDefault(decay());
  }

  /** The parameter: what keeps adagrad, rmsprop, adam and adamw from dividing by 0. */
  default DoubleParam epsilon() {
    return paramSet().epsilon;
  }

  /** Its value. */
  default double getEpsilon() {
    return (Double) getOrDefault(epsilon());
  }

  /** The parameter: L2 regularisation of all weights but the biases. */
  default DoubleParam regParam() {
    return paramSet().regParam;
  }

  /** Its value. */
  default double getRegParam() {
    return (Double) getOrDefault(regParam());
  }

  /** The parameter: the decoupled weight decay of adamw. */
  default DoubleParam weightDecay() {
    return paramSet().weightDecay;
  }

  /** Its value. */
  default double getWeightDecay() {
    return (Double) getOrDefault(weightDecay());
  }

  /** The parameter: the greatest norm of the gradient; 0: not clipped. */
  default DoubleParam clipNorm() {
    return paramSet().clipNorm;
  }

  /** Its value. */
  default double getClipNorm() {
    return (Double) getOrDefault(clipNorm());
  }

  /** The parameter: how the learning rate changes: constant, step, exponential or cosine. */
  default Param<String> schedule() {
    return paramSet().schedule;
  }

  /** Its value. */
  default String getSchedule() {
    return getOrDefault(schedule());
  }

  /** The parameter: what schedules step and exponential multiply the rate by. */
  default DoubleParam scheduleFactor() {
    return paramSet().scheduleFactor;
  }

  /** Its value. */
  default double getScheduleFactor() {
    return (Double) getOrDefault(scheduleFactor());
  }

  /** The parameter: the epochs between two multiplications of schedules step and exponential. */
  default DoubleParam scheduleEvery() {
    return paramSet().scheduleEvery;
  }

  /** Its value. */
  default double getScheduleEvery() {
    return (Double) getOrDefault(scheduleEvery());
  }

  /** The parameter: the learning rate at which schedule cosine ends. */
  default DoubleParam scheduleFloor() {
    return paramSet().scheduleFloor;
  }

  /** Its value. */
  default double getScheduleFloor() {
    return (Double) getOrDefault(scheduleFloor());
  }

  /** The parameter: the epochs in which the learning rate first rises to stepSize. */
  default DoubleParam warmUp() {
    return paramSet().warmUp;
  }

  /** Its value. */
  default double getWarmUp() {
    return (Double) getOrDefault(warmUp());
  }

  /** The parameter: what every random choice depends on. */
  default LongParam seed() {
    return paramSet().seed;
  }

  /** Its value. */
  default long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /**
   * The parameter: stop after so many epochs without a better validation loss and keep the best
   * weights; 0: never.
   */
  default IntParam patience() {
    return paramSet().patience;
  }

  /** Its value. */
  default int getPatience() {
    return (Integer) getOrDefault(patience());
  }

  /** The parameter: the least decrease of the validation loss that counts as better. */
  default DoubleParam tol() {
    return paramSet().tol;
  }

  /** Its value. */
  default double getTol() {
    return (Double) getOrDefault(tol());
  }

  /** The parameter: a saved model whose weights to begin with; unset: random weights. */
  default Param<String> initialModelPath() {
    return paramSet().initialModelPath;
  }

  /** Its value. */
  default String getInitialModelPath() {
    return getOrDefault(initialModelPath());
  }

  /**
   * The parameter: the shards that rows are packed into, one task each; 0: as many as run at once.
   */
  default IntParam numShards() {
    return paramSet().numShards;
  }

  /** Its value. */
  default int getNumShards() {
    return (Integer) getOrDefault(numShards());
  }

  /**
   * The parameter: how gradients are added: 1 on the driver, 2 in runs on the executors first, 0 by
   * what fits the driver and costs less; the sums are the same.
   */
  default IntParam aggregationDepth() {
    return paramSet().aggregationDepth;
  }

  /** Its value. */
  default int getAggregationDepth() {
    return (Integer) getOrDefault(aggregationDepth());
  }

  /**
   * The parameter: how weights and gradients travel: jobs, one Spark job a step; resident, tasks
   * that stay on their executors; auto, resident where possible and expected to cost less, else
   * jobs; the bits are the same.
   */
  default Param<String> exchange() {
    return paramSet().exchange;
  }

  /** Its value. */
  default String getExchange() {
    return getOrDefault(exchange());
  }

  /**
   * The parameter: a directory to keep checkpoints in, each run in a folder of its own; fit goes on
   * from the last one of the same run; unset: none.
   */
  default Param<String> checkpointDir() {
    return paramSet().checkpointDir;
  }

  /** Its value. */
  default String getCheckpointDir() {
    return getOrDefault(checkpointDir());
  }

  /** The parameter: the epochs between two checkpoints; -1: only one at the end. */
  default IntParam checkpointInterval() {
    return paramSet().checkpointInterval;
  }

  /** Its value. */
  default int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }

  /** The parameter: where products run: auto, cpu, or a device's name. */
  default Param<String> device() {
    return paramSet().device;
  }

  /** Its value. */
  default String getDevice() {
    return getOrDefault(device());
  }
}

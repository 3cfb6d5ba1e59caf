package org.summand.spark.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;

/**
 * The parameters of an estimator with their defaults, and a setter for each that the classifier and
 * the regressor share, in the order of {@link MlpParams}.
 *
 * @param <E> the estimator itself, which the setters return
 * @param <M> its model
 */
public abstract class MlpSetters<E extends MlpSetters<E, M>, M extends Model<M>>
    extends Estimator<M> implements MlpParams {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final MlpParamSet params;

  MlpSetters(String uid) {
    this.uid = uid;
    params = new MlpParamSet(this);
    params.defaults().forEach(this::setDefaultOf);
  }

  @SuppressWarnings("unchecked")
  private void setDefaultOf(Param<?> param, Object value) {
    if (hasParam(param.name())) {
      setDefault((Param<Object>) param, value);
    }
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public MlpParamSet paramSet() {
    return params;
  }

  @Override
  @SuppressWarnings("unchecked")
  public E copy(ParamMap extra) {
    return (E) defaultCopy(extra);
  }

  /** This estimator, for the setters. */
  abstract E self();

  /** Sets featuresCol: the column of feature vectors. */
  public E setFeaturesCol(String value) {
    set(featuresCol(), value);
    return self();
  }

  /** Sets labelCol: the column to learn. */
  public E setLabelCol(String value) {
    set(labelCol(), value);
    return self();
  }

  /** Sets predictionCol: the column that the prediction is written to. */
  public E setPredictionCol(String value) {
    set(predictionCol(), value);
    return self();
  }

  /** Sets weightCol: the column of row weights; unset or empty: each row weighs 1. */
  public E setWeightCol(String value) {
    set(weightCol(), value);
    return self();
  }

  /**
   * Sets validationIndicatorCol: a boolean column, true for rows that are not learned from but
   * validated on after each epoch; unset: none.
   */
  public E setValidationIndicatorCol(String value) {
    set(validationIndicatorCol(), value);
    return self();
  }

  /**
   * Sets network: the network as text, such as '784 -> 256 relu -> 10 softmax'; takes precedence
   * over layers.
   */
  public E setNetwork(String value) {
    set(network(), value);
    return self();
  }

  /**
   * Sets layers: the widths of the layers from input to output; hidden layers are sigmoid, as in
   * MLlib's perceptron (use network for others).
   */
  public E setLayers(int[] value) {
    set(layers(), value);
    return self();
  }

  /** Sets epochs: how often every row is seen. */
  public E setEpochs(int value) {
    set(epochs(), (Object) value);
    return self();
  }

  /** Sets batchSize: the rows of a step, over the whole cluster. */
  public E setBatchSize(int value) {
    set(batchSize(), (Object) value);
    return self();
  }

  /** Sets stepSize: the learning rate. */
  public E setStepSize(double value) {
    set(stepSize(), (Object) value);
    return self();
  }

  /** Sets solver: the optimiser: sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw. */
  public E setSolver(String value) {
    set(solver(), value);
    return self();
  }

  /** Sets momentum: the momentum of solvers momentum and nesterov. */
  public E setMomentum(double value) {
    set(momentum(), (Object) value);
    return self();
  }

  /** Sets beta1: the decay of the mean gradient in adam and adamw. */
  public E setBeta1(double value) {
    set(beta1(), (Object) value);
    return self();
  }

  /** Sets beta2: the decay of the mean square in adam and adamw. */
  public E setBeta2(double value) {
    set(beta2(), (Object) value);
    return self();
  }

  /** Sets decay: the decay of the mean square in rmsprop. */
  public E setDecay(double value) {
    set(decay(), (Object) value);
    return self();
  }

  /** Sets epsilon: what keeps adagrad, rmsprop, adam and adamw from dividing by 0. */
  public E setEpsilon(double value) {
    set(epsilon(), (Object) value);
    return self();
  }

  /** Sets regParam: L2 regularisation of all weights but the biases. */
  public E setRegParam(double value) {
    set(regParam(), (Object) value);
    return self();
  }

  /** Sets weightDecay: the decoupled weight decay of adamw. */
  public E setWeightDecay(double value) {
    set(weightDecay(), (Object) value);
    return self();
  }

  /** Sets clipNorm: the greatest norm of the gradient; 0: not clipped. */
  public E setClipNorm(double value) {
    set(clipNorm(), (Object) value);
    return self();
  }

  /** Sets schedule: how the learning rate changes: constant, step, exponential or cosine. */
  public E setSchedule(String value) {
    set(schedule(), value);
    return self();
  }

  /** Sets scheduleFactor: what schedules step and exponential multiply the rate by. */
  public E setScheduleFactor(double value) {
    set(scheduleFactor(), (Object) value);
    return self();
  }

  /**
   * Sets scheduleEvery: the epochs between two multiplications of schedules step and exponential.
   */
  public E setScheduleEvery(double value) {
    set(scheduleEvery(), (Object) value);
    return self();
  }

  /** Sets scheduleFloor: the learning rate at which schedule cosine ends. */
  public E setScheduleFloor(double value) {
    set(scheduleFloor(), (Object) value);
    return self();
  }

  /** Sets warmUp: the epochs in which the learning rate first rises to stepSize. */
  public E setWarmUp(double value) {
    set(warmUp(), (Object) value);
    return self();
  }

  /** Sets seed: what every random choice depends on. */
  public E setSeed(long value) {
    set(seed(), (Object) value);
    return self();
  }

  /**
   * Sets patience: stop after so many epochs without a better validation loss and keep the best
   * weights; 0: never.
   */
  public E setPatience(int value) {
    set(patience(), (Object) value);
    return self();
  }

  /** Sets tol: the least decrease of the validation loss that counts as better. */
  public E setTol(double value) {
    set(tol(), (Object) value);
    return self();
  }

  /** Sets initialModelPath: a saved model whose weights to begin with; unset: random weights. */
  public E setInitialModelPath(String value) {
    set(initialModelPath(), value);
    return self();
  }

  /**
   * Sets numShards: the shards that rows are packed into, one task each; 0: as many as run at once.
   */
  public E setNumShards(int value) {
    set(numShards(), (Object) value);
    return self();
  }

  /**
   * Sets aggregationDepth: how gradients are added: 1 on the driver, 2 in runs on the executors
   * first, 0 by what fits the driver and costs less; the sums are the same.
   */
  public E setAggregationDepth(int value) {
    set(aggregationDepth(), (Object) value);
    return self();
  }

  /**
   * Sets exchange: how weights and gradients travel: jobs, one Spark job a step; resident, tasks
   * that stay on their executors; auto, resident where possible and expected to cost less, else
   * jobs; the bits are the same.
   */
  public E setExchange(String value) {
    set(exchange(), value);
    return self();
  }

  /**
   * Sets checkpointDir: a directory to keep checkpoints in, each run in a folder of its own; fit
   * goes on from the last one of the same run; unset: none.
   */
  public E setCheckpointDir(String value) {
    set(checkpointDir(), value);
    return self();
  }

  /** Sets checkpointInterval: the epochs between two checkpoints; -1: only one at the end. */
  public E setCheckpointInterval(int value) {
    set(checkpointInterval(), (Object) value);
    return self();
  }

  /** Sets device: where products run: auto, cpu, or a device's name. */
  public E setDevice(String value) {
    set(device(), value);
    return self();
  }
}

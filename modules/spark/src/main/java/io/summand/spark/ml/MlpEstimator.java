package io.summand.spark.ml;

import io.summand.compute.Loss;
import io.summand.data.ClassWeights;
import io.summand.data.ScalingMethod;
import io.summand.model.ModelCard;
import io.summand.model.NetworkModel;
import io.summand.nn.Network;
import io.summand.spark.Columns;
import io.summand.spark.RunOptions;
import io.summand.spark.ShardPacker;
import io.summand.spark.ShardedData;
import io.summand.spark.Trainer;
import io.summand.train.EarlyStopping;
import io.summand.train.OptimizerSettings;
import io.summand.train.ScheduleSettings;
import io.summand.train.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * What the classifier and the regressor have in common: parameters to settings, columns to shards,
 * the run, and what came of it to a model.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class MlpEstimator<E extends MlpEstimator<E, M>, M extends MlpModel<M>>
    extends Estimator<M> implements MlpParams, DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final MlpParamSet params;

  MlpEstimator(String uid) {
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

  /** The loss of a network that is given by the widths of its layers. */
  abstract Loss lossOfLayers();

  /** Refuses a network that answers something else than this estimator is for. */
  abstract void requireFit(Network network);

  /** The names of the classes in the label column's metadata; empty where there are none. */
  abstract List<String> classNames(StructType schema, Network network);

  abstract ClassWeights classWeightsValue();

  abstract M model(String modelUid, NetworkModel network);

  /** The network that will be trained. */
  Network networkValue() {
    Network parsed =
        NetworkOf.params(
            isDefined(network()) ? getNetwork() : null,
            isDefined(layers()) ? getLayers() : null,
            lossOfLayers());
    requireFit(parsed);
    return parsed;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Network parsed = networkValue();
    new ShardPacker(parsed, columns(), List.of(), ScalingMethod.NONE, 1, 0, getSeed())
        .requireFit(schema);
    return model(uid, new NetworkModel(card(parsed, List.of()), new float[parsed.weightCount()]))
        .outputSchema(schema);
  }

  @Override
  public M fit(Dataset<?> dataset) {
    Network parsed = networkValue();
    List<String> classes = classNames(dataset.schema(), parsed);
    transformSchema(dataset.schema());
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    TrainingSettings settings = settings(parsed);
    RunOptions options =
        RunOptions.DEFAULT
            .withWeights(InitialWeights.of(this, parsed, spark))
            .withEarlyStopping(new EarlyStopping(getPatience(), getTol()))
            .withAggregationDepth(getAggregationDepth());
    try (ShardedData data = packer(parsed, spark).pack(dataset.toDF())) {
      Trainer.Result result = Trainer.train(spark, data, settings, options);
      M model = model(uid, new NetworkModel(card(parsed, classes), result.state().weights()));
      model.setParent(this);
      copyValues(model, ParamMap.empty());
      model.setSummary(new MlpTrainingSummary(parsed, result));
      return model;
    }
  }

  private ShardPacker packer(Network parsed, JavaSparkContext spark) {
    int shards = getNumShards() > 0 ? getNumShards() : spark.defaultParallelism();
    return new ShardPacker(
        parsed,
        columns(),
        List.of(),
        ScalingMethod.NONE,
        shards,
        0,
        getSeed(),
        classWeightsValue());
  }

  private Columns columns() {
    return new Columns(
        List.of(getFeaturesCol()),
        List.of(getLabelCol()),
        named(weightCol()),
        named(validationIndicatorCol()));
  }

  private Optional<String> named(Param<String> column) {
    return isDefined(column) && !getOrDefault(column).isEmpty()
        ? Optional.of(getOrDefault(column))
        : Optional.empty();
  }

  private TrainingSettings settings(Network parsed) {
    OptimizerSettings optimizer =
        new OptimizerSettings(
            OptimizerSettings.Kind.of(getSolver()),
            (float) getMomentum(),
            (float) getBeta1(),
            (float) getBeta2(),
            (float) getDecay(),
            (float) getEpsilon(),
            (float) getRegParam(),
            (float) getWeightDecay(),
            (float) getClipNorm());
    ScheduleSettings schedule =
        new ScheduleSettings(
            ScheduleSettings.Kind.of(getSchedule()),
            (float) getStepSize(),
            (float) getScheduleFactor(),
            getScheduleEvery(),
            (float) getScheduleFloor(),
            getWarmUp());
    return new TrainingSettings(
        parsed, getEpochs(), getBatchSize(), getSeed(), optimizer, schedule, getDevice());
  }

  private ModelCard card(Network parsed, List<String> classes) {
    Map<String, String> configuration = new TreeMap<>();
    for (Param<?> param : params()) {
      if (isDefined(param)) {
        configuration.put(param.name(), jsonOf(param));
      }
    }
    return new ModelCard(
        parsed,
        List.of(getFeaturesCol()),
        List.of(getLabelCol()),
        classes,
        ScalingMethod.NONE.learn(null, parsed.inputs()),
        0,
        getSeed(),
        configuration);
  }

  @SuppressWarnings("unchecked")
  private String jsonOf(Param<?> param) {
    return ((Param<Object>) param).jsonEncode(getOrDefault(param));
  }

  // ── Setters, in the order of MlpParams ────────────────────────────────────────────────────────

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
   * Sets numShards: the shards that rows are packed into, one task each; 0: the cluster's default
   * parallelism.
   */
  public E setNumShards(int value) {
    set(numShards(), (Object) value);
    return self();
  }

  /**
   * Sets aggregationDepth: how gradients are added: 1 on the driver, 2 in runs on the executors
   * first, 0 by their size; the sums are the same.
   */
  public E setAggregationDepth(int value) {
    set(aggregationDepth(), (Object) value);
    return self();
  }

  /** Sets device: where products run: auto, cpu, or a device's name. */
  public E setDevice(String value) {
    set(device(), value);
    return self();
  }
}

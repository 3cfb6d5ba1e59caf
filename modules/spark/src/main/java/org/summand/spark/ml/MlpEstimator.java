package org.summand.spark.ml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.compute.Loss;
import org.summand.data.ClassWeights;
import org.summand.data.TargetScaling;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Head;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.Candidate;
import org.summand.spark.CheckpointPolicy;
import org.summand.spark.RunOptions;
import org.summand.spark.TableTrials;
import org.summand.spark.Trainer;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.spark.io.HadoopFolders;
import org.summand.spark.shard.ShardedData;
import org.summand.train.Calibration;
import org.summand.train.EarlyStopping;
import org.summand.train.TablePreset;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointStore;

/**
 * The common part of classifier and regressor: turns parameters into settings and columns into
 * shards, trains, and makes the model.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class MlpEstimator<E extends MlpEstimator<E, M>, M extends MlpModel<M>>
    extends MlpSetters<E, M> implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  /** The last good one, and two to fall back on should it be damaged. */
  private static final int KEPT_CHECKPOINTS = 3;

  private final String uid;
  private final MlpParamSet params;
  private final EstimatorSettings settings = new EstimatorSettings(this);

  MlpEstimator(String uid) {
    this.uid = uid;
    params = new MlpParamSet(this);
    params.setDefaultsOf(this);
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
  public String explainParam(Param<?> param) {
    return ParamSupport.readable(super.explainParam(param), this, param);
  }

  @Override
  @SuppressWarnings("unchecked")
  public E copy(ParamMap extra) {
    return (E) defaultCopy(extra);
  }

  /** The loss of a network that is given by the widths of its layers. */
  abstract Loss lossOfLayers();

  /**
   * Refuses a network that predicts something else than this estimator is for.
   *
   * @param network as the message names it
   */
  abstract void requireFit(Head head, Object network);

  /**
   * Refuses labels that are not what the network learns.
   *
   * @param network what the parameters say of it
   */
  abstract void requireLabels(List<StructField> labels, NetworkTemplate network);

  /** What the network predicts at least, whatever the labels are. */
  abstract Head leastHead();

  /** Finds out what the labels are. */
  abstract LabelPlan label(Dataset<Row> table, Optional<InitialModel> initial);

  abstract ClassWeights classWeightsValue();

  /** What is said of label smoothing; the base where nothing is. */
  abstract float labelSmoothing(float base);

  abstract TargetScaling.Method targetScalingValue();

  abstract Calibration calibrationValue();

  /**
   * The columns that the model will add.
   *
   * @param head what the network predicts, where that is known
   */
  abstract List<StructField> predictions(List<StructField> labels, Optional<Head> head);

  abstract M model(NetworkModel network);

  /** Whether it is left to the table what to train. */
  boolean leavesNetwork() {
    return !isDefined(network()) && !isDefined(layers()) && !isDefined(initialModelPath());
  }

  /** Into how many bins numbers are cut. */
  int binsValue() {
    return leavesNetwork() && !isSet(bins()) ? TablePreset.DEFAULT_BINS : getBins();
  }

  /** What the parameters say of the network that will be trained. */
  NetworkTemplate template() {
    NetworkTemplate template =
        NetworkOf.params(
            isDefined(network()) ? getNetwork() : null,
            isDefined(layers()) ? getLayers() : null,
            lossOfLayers());
    template.head().ifPresent(head -> requireFit(head, template));
    return template;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    NetworkTemplate template = template();
    InputColumns.requireAny(this, schema);
    FitPlan.columns(this, InputColumns.of(this)).requireIn(schema);
    List<StructField> labels = LabelColumns.of(this, schema);
    requireLabels(labels, template);
    Optional<Head> head =
        template
            .head()
            .or(() -> LabelPlan.Indexed.of(labels).map(LabelPlan.Indexed::head))
            .filter(known -> known.loss().classifies() == leastHead().loss().classifies());
    FitPlan.requireFit(this, schema, head, leastHead());
    requireValidation();
    return Schemas.with(schema, predictions(labels, head));
  }

  private void requireValidation() {
    boolean holdsOut = getFolds() > 0 || leavesNetwork();
    if (holdsOut || named(validationIndicatorCol()).isPresent()) {
      return;
    }
    if (getPatience() > 0) {
      throw needsValidation("patience " + getPatience(), "patience to 0");
    }
    if (calibrationValue() != Calibration.NONE) {
      throw needsValidation(
          "calibration " + calibrationValue().text(), "calibration to " + Calibration.NONE.text());
    }
  }

  private static IllegalArgumentException needsValidation(String what, String off) {
    return new IllegalArgumentException(
        what
            + " needs rows to validate on: name the column that marks them as"
            + " validationIndicatorCol, set folds, or set "
            + off);
  }

  @Override
  public M fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    settings.overlay(
        TrainingSettings.of(
            template().smallest())); // Refuses what cannot be, before anything is read.
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    FitPlan plan = new FitPlan(this, dataset.toDF(), InitialModel.of(this, spark));
    int shards = getNumShards() > 0 ? getNumShards() : new Cluster(spark).expectedSlots();
    try (ShardedData data = plan.pack(shards)) {
      return fit(spark, plan, data);
    }
  }

  private M fit(JavaSparkContext spark, FitPlan plan, ShardedData data) {
    if (!leavesNetwork()) {
      TrainingSettings whole = settings.overlay(TrainingSettings.of(plan.network(data)));
      return fit(spark, plan, data, whole, settings.overlay(EarlyStopping.NEVER));
    }
    List<Candidate> candidates =
        TableTrials.candidates(data, plan.head(), settings::overlay, settings::overlay);
    Candidate chosen =
        TableTrials.best(spark, data, candidates, options(), LoggedTrials.LOG).orElseThrow();
    return fit(spark, plan, data, chosen.settings(), chosen.earlyStopping());
  }

  private RunOptions options() {
    return RunOptions.DEFAULT
        .withAggregationDepth(getAggregationDepth())
        .withExchange(ExchangeMode.of(getExchange()));
  }

  private M fit(
      JavaSparkContext spark,
      FitPlan plan,
      ShardedData data,
      TrainingSettings whole,
      EarlyStopping stopping) {
    List<String> classes = plan.classes(data);
    RunOptions options = options().withEarlyStopping(stopping).withCalibration(calibrationValue());
    if (plan.weights().isPresent()) {
      options = options.withWeights(plan.weights().get());
    }
    Trainer.Result result =
        Trainer.train(spark, data, whole, checkpointed(options, spark, data, whole, classes));
    ModelMetadata metadata = metadata(whole, classes, data, result.state().step());
    NetworkModel trained = new NetworkModel(metadata, result.state().weights()).withoutIdleBins();
    M model = model(trained);
    model.setParent(this);
    copyValues(model, ParamMap.empty());
    model.setSummary(new MlpTrainingSummary(trained.network(), result));
    return model;
  }

  /** Every run has a folder of its own, so that those of a CrossValidator do not meet. */
  private RunOptions checkpointed(
      RunOptions options,
      JavaSparkContext spark,
      ShardedData data,
      TrainingSettings settings,
      List<String> classes) {
    if (named(checkpointDir()).isEmpty()) {
      return options;
    }
    Map<String, String> identity = Trainer.identity(data, settings, options);
    Path folder = new Path(getCheckpointDir(), String.format("run-%08x", identity.hashCode()));
    CheckpointStore checkpoints =
        new CheckpointStore(
            new HadoopFolders(folder, spark.hadoopConfiguration()),
            KEPT_CHECKPOINTS,
            metadata(settings, classes, data, 0),
            identity);
    int everyEpochs = Math.max(0, getCheckpointInterval());
    return options.withCheckpointing(new CheckpointPolicy(checkpoints, 0, 0, everyEpochs, true));
  }

  /** A column that need not be named. */
  Optional<String> named(Param<String> column) {
    return isDefined(column) && !getOrDefault(column).isEmpty()
        ? Optional.of(getOrDefault(column))
        : Optional.empty();
  }

  private ModelMetadata metadata(
      TrainingSettings whole, List<String> classes, ShardedData data, long step) {
    Map<String, String> configuration = new TreeMap<>();
    if (leavesNetwork()) {
      configuration.putAll(whole.toTexts());
    }
    for (Param<?> param : params()) {
      if (leavesNetwork() ? isSet(param) : isDefined(param)) {
        configuration.put(param.name(), jsonOf(param));
      }
    }
    configuration.put(blockRows().name(), String.valueOf(data.blockRows()));
    return new ModelMetadata(
        whole.network(),
        data.encoder(),
        LabelColumns.of(this),
        classes,
        data.targetScaling(),
        step,
        whole.seed(),
        configuration);
  }

  @SuppressWarnings("unchecked")
  private String jsonOf(Param<?> param) {
    return ((Param<Object>) param).jsonEncode(getOrDefault(param));
  }
}

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
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.summand.compute.Loss;
import org.summand.data.ClassWeights;
import org.summand.data.TargetScaling;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.spark.CheckpointPolicy;
import org.summand.spark.RunOptions;
import org.summand.spark.Trainer;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.spark.io.HadoopFolders;
import org.summand.spark.predict.PredictionWriter;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointStore;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

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
  @SuppressWarnings("unchecked")
  public E copy(ParamMap extra) {
    return (E) defaultCopy(extra);
  }

  /** The loss of a network that is given by the widths of its layers. */
  abstract Loss lossOfLayers();

  /** Refuses a network that predicts something else than this estimator is for. */
  abstract void requireFit(Network network);

  /** Refuses a label that is not what the network learns. */
  abstract void requireLabel(StructField label, Network network);

  /** The names of the classes in the label column's metadata; empty where there are none. */
  abstract List<String> classNames(StructType schema, Network network);

  abstract ClassWeights classWeightsValue();

  abstract TargetScaling.Method targetScalingValue();

  /** The columns that the model will add. */
  abstract PredictionWriter predictions(Network network, List<String> classes);

  abstract M model(NetworkModel network);

  /** The network that will be trained. */
  private Network networkValue() {
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
    ShardPacker packer = packer(parsed, 1).build();
    columns().requireIn(schema);
    requireLabel(schema.apply(getLabelCol()), parsed);
    packer.requireFit(schema);
    Schemas.requireWidth(schema, getFeaturesCol(), parsed);
    requireValidation();
    return Schemas.with(schema, predictions(parsed, classNames(schema, parsed)));
  }

  private void requireValidation() {
    if (getPatience() > 0 && named(validationIndicatorCol()).isEmpty()) {
      throw new IllegalArgumentException(
          "patience "
              + getPatience()
              + " needs rows to validate on: name the column that marks them as"
              + " validationIndicatorCol, or set patience to 0");
    }
  }

  @Override
  public M fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Network parsed = networkValue();
    List<String> classes = classNames(dataset.schema(), parsed);
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    TrainingSettings settings = settings(parsed);
    InitialWeights initial = InitialWeights.of(this, parsed, spark);
    RunOptions options =
        RunOptions.DEFAULT
            .withWeights(initial.weights())
            .withEarlyStopping(new EarlyStopping(getPatience(), getTol()))
            .withAggregationDepth(getAggregationDepth())
            .withExchange(ExchangeMode.of(getExchange()));
    int shards = getNumShards() > 0 ? getNumShards() : new Cluster(spark).expectedSlots();
    MllibRowErrorFormat words =
        new MllibRowErrorFormat(
            parsed, getFeaturesCol(), getLabelCol(), named(weightCol()).orElse(""));
    ShardPacker.Builder packer = packer(parsed, shards);
    initial.targetScaling().ifPresent(packer::targetScaling);
    try (ShardedData data = packer.build().pack(dataset.toDF(), words)) {
      Trainer.Result result =
          Trainer.train(
              spark, data, settings, checkpointed(options, spark, data, settings, classes));
      ModelMetadata metadata = metadata(parsed, classes, data, result.state().step());
      M model = model(new NetworkModel(metadata, result.state().weights()));
      model.setParent(this);
      copyValues(model, ParamMap.empty());
      model.setSummary(new MlpTrainingSummary(parsed, result));
      return model;
    }
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
            metadata(settings.network(), classes, data, 0),
            identity);
    int everyEpochs = Math.max(0, getCheckpointInterval());
    return options.withCheckpointing(new CheckpointPolicy(checkpoints, 0, 0, everyEpochs, true));
  }

  private Columns columns() {
    return new Columns(
        List.of(getFeaturesCol()),
        List.of(getLabelCol()),
        named(weightCol()),
        named(validationIndicatorCol()));
  }

  private ShardPacker.Builder packer(Network parsed, int shards) {
    return ShardPacker.builder(parsed, columns())
        .classWeights(classWeightsValue())
        .targetScaling(targetScalingValue())
        .shards(shards)
        .seed(getSeed());
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

  private ModelMetadata metadata(
      Network parsed, List<String> classes, ShardedData data, long step) {
    Map<String, String> configuration = new TreeMap<>();
    for (Param<?> param : params()) {
      if (isDefined(param)) {
        configuration.put(param.name(), jsonOf(param));
      }
    }
    return new ModelMetadata(
        parsed,
        data.encoder(),
        List.of(getLabelCol()),
        classes,
        data.targetScaling(),
        step,
        getSeed(),
        configuration);
  }

  @SuppressWarnings("unchecked")
  private String jsonOf(Param<?> param) {
    return ((Param<Object>) param).jsonEncode(getOrDefault(param));
  }
}

package org.summand.cli.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.summand.base.EnumText;
import org.summand.compute.choice.Devices;
import org.summand.data.ClassWeights;
import org.summand.data.Folds;
import org.summand.data.LabelTask;
import org.summand.data.ScalingMethod;
import org.summand.data.TargetScaling;
import org.summand.nn.NetworkTemplate;
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
 * Every key there is. Only {@code spark.…} is open: those keys are Spark's. What each key means,
 * {@code conf/all-settings.conf} says; a test holds the two together.
 */
final class Keys {
  private static final OptimizerSettings OPTIMIZER = OptimizerSettings.DEFAULT;
  private static final ScheduleSettings SCHEDULE = ScheduleSettings.DEFAULT;

  /** The word that leaves the number of shards to the cluster. */
  private static final String AUTO = "auto";

  private static final Kind<OptionalInt> COUNT_OR_AUTO =
      new Kind<>(
          Kind.COUNT.expected() + ", or auto",
          value ->
              Kind.text(value).equals(AUTO)
                  ? OptionalInt.empty()
                  : OptionalInt.of(Kind.COUNT.parse().apply(value)));

  /** A word, or a list of numbers. */
  private static final Kind<ClassWeights> CLASS_WEIGHTS =
      new Kind<>(
          "none, balanced, or a list of one number a class",
          value -> ClassWeights.parse(String.join(",", Kind.NAMES.parse().apply(value))));

  /** Empty to leave it to the table. */
  static final Key<Optional<NetworkTemplate>> NETWORK =
      Key.of(
          "network",
          Kind.ofText(
              "auto, or a text such as '256 relu -> 128 relu'",
              text ->
                  text.equals(AUTO) ? Optional.empty() : Optional.of(NetworkTemplate.parse(text))),
          AUTO);

  static final Key<String> DATA_PATH = Key.optional("data.path", Kind.PATH);
  static final Key<DataFormat> DATA_FORMAT =
      Key.of("data.format", Kind.oneOf(DataFormat.class), EnumText.of(DataFormat.AUTO));
  static final Key<List<String>> DATA_LABEL = Key.of("data.label", Kind.NAMES, "label");
  static final Key<LabelTask> DATA_TASK =
      Key.of(
          "data.task",
          Kind.ofText(LabelTask.EXPECTED, LabelTask::parse),
          LabelTask.AUTO.toString());
  static final Key<List<String>> DATA_FEATURES = Key.of("data.features", Kind.NAMES, "[]");
  static final Key<List<String>> DATA_IGNORE = Key.of("data.ignore", Kind.NAMES, "[]");
  static final Key<List<String>> DATA_CATEGORIES = Key.of("data.categories", Kind.NAMES, "[]");
  static final Key<List<String>> DATA_MISSING =
      Key.of(
          "data.missing",
          Kind.NAMES,
          CellReader.MISSING_WORDS.stream()
              .map(word -> '"' + word + '"')
              .collect(Collectors.joining(",", "[", "]")));
  static final Key<Character> DATA_DECIMAL =
      Key.of("data.decimal", Kind.DECIMAL, String.valueOf(CellReader.DECIMAL_POINT));
  static final Key<String> DATA_WEIGHT = Key.optional("data.weight", Kind.TEXT);
  static final Key<Boolean> DATA_HEADER = Key.of("data.header", Kind.FLAG, true);
  static final Key<String> DATA_SEPARATOR = Key.of("data.separator", Kind.TEXT, DataSettings.AUTO);
  static final Key<LineBreaks> DATA_MULTI_LINE =
      Key.of("data.multiLine", Kind.oneOf(LineBreaks.class), EnumText.of(LineBreaks.AUTO));
  static final Key<ScalingMethod> DATA_SCALING =
      Key.of(
          "data.scaling",
          Kind.ofText(
              "auto, none, robust, standardize, minmax or divide and a number",
              ScalingMethod::parse),
          ScalingMethod.AUTO.toString());
  static final Key<Integer> DATA_BINS = Key.of("data.bins", Kind.COUNT_OR_NONE, 0);
  static final Key<TargetScaling.Method> DATA_TARGET_SCALING =
      Key.of(
          "data.targetScaling",
          Kind.oneOf(TargetScaling.Method.class),
          TargetScaling.Method.DEFAULT.text());
  static final Key<ClassWeights> DATA_CLASS_WEIGHTS =
      Key.of("data.classWeights", CLASS_WEIGHTS, "none");
  static final Key<Double> DATA_VALIDATION_FRACTION =
      Key.of("data.validationFraction", Kind.FRACTION, DataSettings.DEFAULT_VALIDATION_FRACTION);
  static final Key<String> IDX_IMAGES =
      Key.of("data.idx.images", Kind.TEXT, DataSettings.DEFAULT_IDX_IMAGES);
  static final Key<String> IDX_LABELS =
      Key.of("data.idx.labels", Kind.TEXT, DataSettings.DEFAULT_IDX_LABELS);

  static final Key<Parametrization> PARAMETRIZATION =
      Key.of(
          "train.parametrization",
          Kind.oneOf(Parametrization.class),
          Parametrization.STANDARD.text());
  static final Key<Integer> EPOCHS =
      Key.of("train.epochs", Kind.COUNT, TrainingSettings.DEFAULT_EPOCHS);
  static final Key<Integer> BATCH_SIZE =
      Key.of("train.batchSize", Kind.COUNT, TrainingSettings.DEFAULT_BATCH_SIZE);
  static final Key<Integer> FOLDS = Key.of("train.folds", Kind.COUNT_OR_NONE, Folds.NONE.count());
  static final Key<Long> SEED = Key.of("train.seed", Kind.INTEGER, TrainingSettings.DEFAULT_SEED);
  static final Key<Double> LABEL_SMOOTHING =
      Key.of(
          "train.labelSmoothing", Kind.FRACTION, (double) TrainingSettings.DEFAULT_LABEL_SMOOTHING);
  static final Key<OptionalInt> SHARDS = Key.of("train.shards", COUNT_OR_AUTO, AUTO);
  static final Key<OptionalInt> BLOCK_ROWS = Key.of("train.blockRows", COUNT_OR_AUTO, AUTO);
  static final Key<Integer> PATIENCE =
      Key.of("train.patience", Kind.COUNT_OR_NONE, EarlyStopping.NEVER.patience());
  static final Key<Double> TOLERANCE =
      Key.of("train.tolerance", Kind.NOT_NEGATIVE, EarlyStopping.NEVER.tolerance());
  static final Key<BestBy> BEST_BY =
      Key.of("train.bestBy", Kind.oneOf(BestBy.class), EarlyStopping.NEVER.bestBy().text());
  static final Key<Calibration> CALIBRATION =
      Key.of("train.calibration", Kind.oneOf(Calibration.class), Calibration.NONE.text());
  static final Key<String> DEVICE = Key.of("train.device", Kind.TEXT, Devices.AUTO);

  static final Key<ExchangeMode> EXCHANGE =
      Key.of("train.exchange", Kind.oneOf(ExchangeMode.class), ExchangeMode.AUTO.text());

  static final Key<OptimizerSettings.Kind> OPTIMIZER_NAME =
      Key.of(
          "train.optimizer.name",
          Kind.oneOf(OptimizerSettings.Kind.class),
          OPTIMIZER.kind().text());
  static final Key<Double> MOMENTUM =
      Key.of("train.optimizer.momentum", Kind.FRACTION, OPTIMIZER.momentum());
  static final Key<Double> BETA1 =
      Key.of("train.optimizer.beta1", Kind.FRACTION, OPTIMIZER.beta1());
  static final Key<Double> BETA2 =
      Key.of("train.optimizer.beta2", Kind.FRACTION, OPTIMIZER.beta2());
  static final Key<Double> DECAY =
      Key.of("train.optimizer.decay", Kind.FRACTION, OPTIMIZER.decay());
  static final Key<Double> EPSILON =
      Key.of("train.optimizer.epsilon", Kind.POSITIVE, OPTIMIZER.epsilon());
  static final Key<Double> L2 = Key.of("train.optimizer.l2", Kind.NOT_NEGATIVE, OPTIMIZER.l2());
  static final Key<Double> WEIGHT_DECAY =
      Key.of("train.optimizer.weightDecay", Kind.NOT_NEGATIVE, OPTIMIZER.weightDecay());
  static final Key<Double> CLIP_NORM =
      Key.of("train.optimizer.clipNorm", Kind.NOT_NEGATIVE, OPTIMIZER.clipNorm());

  static final Key<ScheduleSettings.Kind> SCHEDULE_NAME =
      Key.of(
          "train.schedule.name", Kind.oneOf(ScheduleSettings.Kind.class), SCHEDULE.kind().text());
  static final Key<Double> RATE = Key.of("train.schedule.rate", Kind.POSITIVE, SCHEDULE.rate());
  static final Key<Double> FACTOR =
      Key.of("train.schedule.factor", Kind.POSITIVE, SCHEDULE.factor());
  static final Key<Double> EVERY = Key.of("train.schedule.every", Kind.POSITIVE, SCHEDULE.every());
  static final Key<Double> FLOOR =
      Key.of("train.schedule.floor", Kind.NOT_NEGATIVE, SCHEDULE.floor());
  static final Key<Double> WARM_UP =
      Key.of("train.schedule.warmUp", Kind.NOT_NEGATIVE, SCHEDULE.warmUp());

  static final Key<String> MODEL_PATH = Key.optional("model.path", Kind.PATH);
  static final Key<Boolean> MODEL_OVERWRITE = Key.of("model.overwrite", Kind.FLAG, false);

  static final Key<String> CHECKPOINT_PATH = Key.optional("checkpoint.path", Kind.PATH);
  static final Key<Integer> CHECKPOINT_STEPS =
      Key.of("checkpoint.everySteps", Kind.COUNT_OR_NONE, 0);
  static final Key<Double> CHECKPOINT_MINUTES =
      Key.of("checkpoint.everyMinutes", Kind.NOT_NEGATIVE, 0.0);
  static final Key<Integer> CHECKPOINT_EPOCHS =
      Key.of("checkpoint.everyEpochs", Kind.COUNT_OR_NONE, CheckpointSettings.DEFAULT_EVERY_EPOCHS);
  static final Key<Integer> CHECKPOINT_KEEP =
      Key.of("checkpoint.keep", Kind.COUNT, CheckpointSettings.DEFAULT_KEEP);
  static final Key<Boolean> CHECKPOINT_RESUME = Key.of("checkpoint.resume", Kind.FLAG, false);

  static final Key<Boolean> CHECKPOINT_EXTEND = Key.of("checkpoint.extend", Kind.FLAG, false);

  static final List<Key<?>> ALL =
      List.of(
          NETWORK,
          DATA_PATH,
          DATA_FORMAT,
          DATA_LABEL,
          DATA_TASK,
          DATA_FEATURES,
          DATA_IGNORE,
          DATA_CATEGORIES,
          DATA_MISSING,
          DATA_DECIMAL,
          DATA_WEIGHT,
          DATA_HEADER,
          DATA_SEPARATOR,
          DATA_MULTI_LINE,
          DATA_SCALING,
          DATA_BINS,
          DATA_TARGET_SCALING,
          DATA_CLASS_WEIGHTS,
          DATA_VALIDATION_FRACTION,
          IDX_IMAGES,
          IDX_LABELS,
          PARAMETRIZATION,
          EPOCHS,
          BATCH_SIZE,
          FOLDS,
          SEED,
          LABEL_SMOOTHING,
          SHARDS,
          BLOCK_ROWS,
          PATIENCE,
          TOLERANCE,
          BEST_BY,
          CALIBRATION,
          DEVICE,
          EXCHANGE,
          OPTIMIZER_NAME,
          MOMENTUM,
          BETA1,
          BETA2,
          DECAY,
          EPSILON,
          L2,
          WEIGHT_DECAY,
          CLIP_NORM,
          SCHEDULE_NAME,
          RATE,
          FACTOR,
          EVERY,
          FLOOR,
          WARM_UP,
          MODEL_PATH,
          MODEL_OVERWRITE,
          CHECKPOINT_PATH,
          CHECKPOINT_STEPS,
          CHECKPOINT_MINUTES,
          CHECKPOINT_EPOCHS,
          CHECKPOINT_KEEP,
          CHECKPOINT_RESUME,
          CHECKPOINT_EXTEND);

  private Keys() {}
}

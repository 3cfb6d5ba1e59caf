package org.summand.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.summand.data.Folds;
import org.summand.model.ModelMetadata;
import org.summand.train.EarlyStopping;
import org.summand.train.TablePreset;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/**
 * Puts a run's configuration together, from files, from {@code --set} and from options, and reads
 * it: what comes later wins, and a key that nobody knows stops the run.
 */
public final class ConfigReader {
  private static final String SPARK = Sections.SPARK;

  private Config config = ConfigFactory.empty();

  /** Adds a file in HOCON. */
  public ConfigReader addFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new RequestException("there is no configuration file " + file + "; check --conf");
    }
    try {
      return add(Sections.inOneForm(ConfigFactory.parseFile(file.toFile()).resolve()));
    } catch (ConfigException broken) {
      throw new RequestException(
          "the configuration cannot be read: " + broken.getMessage(), broken);
    }
  }

  /** Adds {@code key=value}. */
  public ConfigReader addAssignment(String assignment) {
    return add(Assignment.parse(assignment, "--set " + assignment));
  }

  /** Adds a key that an option of the command line sets. */
  public ConfigReader addOption(String option, String key, String value) {
    return add(Key.plain(value, option).atPath(key));
  }

  /** Adds a key that is a list of names, which an option sets with commas between them. */
  public ConfigReader addNames(String option, String key, String names) {
    List<String> all = Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    if (all.stream().anyMatch(String::isEmpty)) {
      throw new RequestException(
          option + " is a name, or several with commas between them, not '" + names + "'");
    }
    return add(names(all, option).atPath(key));
  }

  /**
   * Adds defaults, for the keys that nothing added so far sets: what a model was trained with, but
   * not which data it was trained on, nor where it went.
   */
  public ConfigReader addModel(ModelMetadata metadata, String origin) {
    Map<String, String> effective = metadata.configuration();
    Set<Key<?>> ofThatRun =
        Set.of(
            Keys.DATA_PATH,
            Keys.MODEL_PATH,
            Keys.MODEL_OVERWRITE,
            Keys.CHECKPOINT_PATH,
            Keys.CHECKPOINT_RESUME,
            Keys.CHECKPOINT_EXTEND);
    Config old = ConfigFactory.empty();
    for (Key<?> key : Keys.ALL) {
      if (effective.containsKey(key.path()) && !ofThatRun.contains(key)) {
        old = Assignment.ofModel(key.path(), effective.get(key.path()), origin).withFallback(old);
      }
    }
    config =
        config
            .withFallback(names(metadata.features(), origin).atPath(Keys.DATA_FEATURES.path()))
            .withFallback(names(metadata.labels(), origin).atPath(Keys.DATA_LABEL.path()))
            .withFallback(
                Key.plain(metadata.network().toString(), origin).atPath(Keys.NETWORK.path()))
            .withFallback(old);
    return this;
  }

  private static ConfigValue names(List<String> names, String origin) {
    return ConfigValueFactory.fromIterable(names, origin);
  }

  private ConfigReader add(Config later) {
    config = later.withFallback(config);
    return this;
  }

  /** The settings that are Spark's own, by their full names. */
  public Map<String, String> spark() {
    Map<String, String> settings = new TreeMap<>();
    if (config.hasPath(SPARK) && config.getValue(SPARK) instanceof ConfigObject) {
      config
          .getObject(SPARK)
          .forEach((name, value) -> settings.put(SPARK + "." + name, sparkText(name, value)));
    }
    return settings;
  }

  private static String sparkText(String name, ConfigValue value) {
    try {
      return Kind.text(value);
    } catch (IllegalArgumentException list) {
      throw new RequestException(
          "spark." + name + " is one value, not a list (" + Key.where(value.origin()) + ")", list);
    }
  }

  /** Reads everything; what is wrong is said in one sentence. */
  public RunConfiguration read() {
    requireKnown(config.root(), "");
    return new RunConfiguration(
        training(),
        Keys.CALIBRATION.get(config),
        Keys.EXCHANGE.get(config),
        Keys.SHARDS.get(config),
        Keys.BLOCK_ROWS.get(config),
        data(),
        model(),
        checkpoint(),
        effective());
  }

  private Map<String, String> effective() {
    Map<String, String> effective = new TreeMap<>();
    for (Key<?> key : Keys.ALL) {
      key.print(config).ifPresent(text -> effective.put(key.path(), text));
    }
    effective.put(Keys.DATA_BINS.path(), String.valueOf(bins()));
    effective.put(Keys.DATA_VALIDATION_FRACTION.path(), String.valueOf(validationFraction()));
    return effective;
  }

  private void requireKnown(ConfigObject section, String prefix) {
    List<String> known = Keys.ALL.stream().map(Key::path).toList();
    section.forEach(
        (name, value) -> {
          String path = prefix + name;
          boolean isSection = known.stream().anyMatch(key -> key.startsWith(path + "."));
          if (value instanceof ConfigObject object && path.equals(SPARK)) {
            object.forEach(ConfigReader::requireSparks);
          } else if (value instanceof ConfigObject object
              && !known.contains(path)
              && (isSection || !object.isEmpty())) {
            requireKnown(object, path + ".");
          } else if (!known.contains(path)) {
            throw unknown(path, isSection || path.equals(SPARK), value, known);
          } else if (value instanceof ConfigObject) {
            throw new RequestException(
                "'" + path + "' is a key, not a section (" + Key.where(value.origin()) + ")");
          }
        });
  }

  private static void requireSparks(String name, ConfigValue value) {
    if (name.isBlank() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
      throw new RequestException(
          "'spark."
              + name
              + "' is not the name of a key of Spark ("
              + Key.where(value.origin())
              + ")");
    }
  }

  private static RequestException unknown(
      String path, boolean isSection, ConfigValue value, List<String> known) {
    String where = " (" + Key.where(value.origin()) + ")";
    if (isSection) {
      return new RequestException(
          "'" + path + "' is a section, not a key" + where + "; write " + path + " { … }");
    }
    return new RequestException(
        "there is no key '"
            + path
            + "'"
            + where
            + Nearest.to(path, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; conf/all-settings.conf has all there are"));
  }

  private TrainingOutline training() {
    try {
      return new TrainingOutline(Keys.NETWORK.get(config), this::overlay, this::overlay);
    } catch (IllegalArgumentException unfit) {
      throw new RequestException("train: " + unfit.getMessage(), unfit);
    }
  }

  /** The settings, but for what the user says. */
  private TrainingSettings overlay(TrainingSettings settings) {
    return new TrainingSettings(
        settings.network(),
        Keys.PARAMETRIZATION.get(config, settings.parametrization()),
        Keys.EPOCHS.get(config, settings.epochs()),
        Keys.BATCH_SIZE.get(config, settings.batchSize()),
        new Folds(Keys.FOLDS.get(config, settings.folds().count())),
        Keys.SEED.get(config, settings.seed()),
        number(Keys.LABEL_SMOOTHING, settings.labelSmoothing()),
        overlay(settings.optimizer()),
        overlay(settings.schedule()),
        Keys.DEVICE.get(config, settings.device()));
  }

  private EarlyStopping overlay(EarlyStopping stopping) {
    return new EarlyStopping(
        Keys.PATIENCE.get(config, stopping.patience()),
        Keys.TOLERANCE.get(config, stopping.tolerance()),
        Keys.BEST_BY.get(config, stopping.bestBy()));
  }

  private OptimizerSettings overlay(OptimizerSettings settings) {
    return new OptimizerSettings(
        Keys.OPTIMIZER_NAME.get(config, settings.kind()),
        number(Keys.MOMENTUM, settings.momentum()),
        number(Keys.BETA1, settings.beta1()),
        number(Keys.BETA2, settings.beta2()),
        number(Keys.DECAY, settings.decay()),
        number(Keys.EPSILON, settings.epsilon()),
        number(Keys.L2, settings.l2()),
        number(Keys.WEIGHT_DECAY, settings.weightDecay()),
        number(Keys.CLIP_NORM, settings.clipNorm()));
  }

  private ScheduleSettings overlay(ScheduleSettings settings) {
    return new ScheduleSettings(
        Keys.SCHEDULE_NAME.get(config, settings.kind()),
        number(Keys.RATE, settings.rate()),
        number(Keys.FACTOR, settings.factor()),
        Keys.EVERY.get(config, settings.every()),
        number(Keys.FLOOR, settings.floor()),
        Keys.WARM_UP.get(config, settings.warmUp()));
  }

  private float number(Key<Double> key, float otherwise) {
    return config.hasPath(key.path()) ? key.get(config).floatValue() : otherwise;
  }

  private DataSettings data() {
    return new DataSettings(
        Keys.DATA_PATH.find(config),
        Keys.DATA_FORMAT.get(config),
        Keys.DATA_LABEL.get(config),
        Keys.DATA_TASK.get(config),
        Keys.DATA_FEATURES.get(config),
        Keys.DATA_IGNORE.get(config),
        Keys.DATA_CATEGORIES.get(config),
        Keys.DATA_MISSING.get(config),
        Keys.DATA_DECIMAL.get(config),
        Keys.DATA_WEIGHT.find(config),
        Keys.DATA_HEADER.get(config),
        Keys.DATA_SEPARATOR.get(config),
        Keys.DATA_MULTI_LINE.get(config),
        Keys.DATA_SCALING.get(config),
        bins(),
        Keys.DATA_TARGET_SCALING.get(config),
        Keys.DATA_CLASS_WEIGHTS.get(config),
        validationFraction(),
        Keys.IDX_IMAGES.get(config),
        Keys.IDX_LABELS.get(config));
  }

  /** Those of the preset, where the network is left to the table. */
  private int bins() {
    return leavesNetwork()
        ? Keys.DATA_BINS.get(config, TablePreset.DEFAULT_BINS)
        : Keys.DATA_BINS.get(config);
  }

  /** None, where rows are held out in turn. */
  private double validationFraction() {
    boolean hasFolds = leavesNetwork() || Keys.FOLDS.get(config) > 0;
    return hasFolds
        ? Keys.DATA_VALIDATION_FRACTION.get(config, 0.0)
        : Keys.DATA_VALIDATION_FRACTION.get(config);
  }

  private boolean leavesNetwork() {
    return Keys.NETWORK.get(config).isEmpty();
  }

  private ModelSettings model() {
    return new ModelSettings(Keys.MODEL_PATH.find(config), Keys.MODEL_OVERWRITE.get(config));
  }

  private CheckpointSettings checkpoint() {
    return new CheckpointSettings(
        Keys.CHECKPOINT_PATH.find(config),
        Keys.CHECKPOINT_STEPS.get(config),
        Keys.CHECKPOINT_MINUTES.get(config),
        Keys.CHECKPOINT_EPOCHS.get(config),
        Keys.CHECKPOINT_KEEP.get(config),
        Keys.CHECKPOINT_RESUME.get(config),
        Keys.CHECKPOINT_EXTEND.get(config));
  }
}

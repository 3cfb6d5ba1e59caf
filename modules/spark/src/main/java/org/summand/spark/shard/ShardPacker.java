package org.summand.spark.shard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.summand.compute.CounterRandom;
import org.summand.data.BadDataException;
import org.summand.data.ClassWeights;
import org.summand.data.Scaling;
import org.summand.data.ScalingMethod;
import org.summand.data.Shard;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.spark.table.Columns;
import org.summand.spark.table.RowErrorFormat;
import org.summand.spark.table.RowReader;

/**
 * Turns a table into shards: reads it once, checks and packs each row to 32-bit floats, sends it to
 * a random shard in one shuffle, and caches the shards, spilling to disk what memory does not hold.
 */
public final class ShardPacker {
  /** More than these, and it is worth a look whether there are so many rows. */
  private static final int MANY_SHARDS = 1000;

  private final Network network;
  private final Columns columns;
  private final List<String> classNames;
  private final ScalingMethod scaling;
  private final ClassWeights classWeights;
  private final TargetScaling.Method targetScaling;
  private final Optional<TargetScaling> knownTargets;
  private final int shards;
  private final RowPlacement placement;

  private ShardPacker(Builder from) {
    network = from.network;
    columns = from.columns;
    classNames = from.classNames;
    scaling = from.scaling;
    classWeights = from.classWeights;
    targetScaling = from.targetScaling;
    knownTargets = from.knownTargets;
    shards = from.shards;
    placement = new RowPlacement(from.shards, from.validationFraction, from.seed);
  }

  /**
   * Begins a packer; the number of shards must be set.
   *
   * @param network what will be trained; it says how wide rows are and what a label means
   * @param columns which columns are what
   */
  public static Builder builder(Network network, Columns columns) {
    return new Builder(network, columns);
  }

  /**
   * Checks that a table has what the network takes, without reading a row.
   *
   * @throws BadDataException where a column is missing, or the columns do not fit the network
   */
  public void requireFit(StructType schema) {
    new RowReader(schema, columns.withFeaturesOf(schema), network, classNames);
  }

  /**
   * Packs a table to learn from.
   *
   * @throws BadDataException where a row cannot be learned from, naming the row and the cell; where
   *     there are no rows; where all rows are of one class
   */
  public ShardedData pack(Dataset<Row> table) {
    return pack(table, RowErrorFormat.PLAIN);
  }

  /** The same, telling of bad rows in words of the caller's. */
  public ShardedData pack(Dataset<Row> table, RowErrorFormat words) {
    return pack(table, Optional.empty(), words);
  }

  /** Packs a table to evaluate on, scaled as the network's training part was. */
  public ShardedData pack(Dataset<Row> table, Scaling known) {
    return pack(table, Optional.of(known), RowErrorFormat.PLAIN);
  }

  private ShardedData pack(Dataset<Row> table, Optional<Scaling> known, RowErrorFormat words) {
    Columns used = columns.withFeaturesOf(table.schema());
    Dataset<Row> chosen = table.select(columns(used));
    if (known.isEmpty()) {
      requireRowsForShards(chosen);
    }
    RowReader reader = new RowReader(chosen.schema(), used, network, classNames);
    JavaRDD<ShardPair> pairs = new RowShuffle(reader, placement, words).pairs(chosen);
    boolean learns = known.isEmpty() && scaling.isLearned();
    int inputs = network.inputs();
    int classes = network.classes();
    int numbers = learnsTargets() ? network.numbers() : 0;
    ShardTotals totals =
        new ShardTotals(
            pairs.map(pair -> new ShardInfo(pair, inputs, classes, learns, numbers)).collect());
    totals.requireRows();
    totals.requireWeight(classWeights, columns.weight());
    if (known.isEmpty()) {
      totals.requireTwoClasses(classNames);
    }
    Scaling applied = known.orElseGet(() -> learn(totals));
    TargetScaling targets = targets(totals);
    JavaRDD<Shard> training =
        pairs.map(pair -> pair.training.scaled(applied).targetsScaled(targets));
    if (!classWeights.isNone()) {
      float[] weights = classWeights.weights(totals.classRows());
      training = training.map(shard -> shard.weighted(weights));
    }
    JavaRDD<Shard> validation =
        pairs.map(pair -> pair.validation.scaled(applied).targetsScaled(targets));
    return new ShardedData(
        training.setName("summand training shards").persist(StorageLevel.MEMORY_AND_DISK()),
        validation.setName("summand validation shards").persist(StorageLevel.MEMORY_AND_DISK()),
        totals.shardRows(),
        totals.validationRows(),
        totals.largestValidationClass(),
        applied,
        targets,
        classNames,
        totals.fingerprint(treatment()));
  }

  /** Shards without rows take time too: minutes, where there are very many. */
  private void requireRowsForShards(Dataset<Row> table) {
    if (shards > MANY_SHARDS) {
      long rows = table.limit(shards).count();
      if (rows < shards) {
        throw new BadDataException(
            "there are "
                + rows
                + " rows but "
                + shards
                + " shards; use at most "
                + rows
                + " shards");
      }
    }
  }

  /** Stands for what is done to the rows. */
  private long treatment() {
    String weights = classWeights.kind() + Arrays.toString(classWeights.given());
    String targets = learnsTargets() ? targetScaling.text() : "";
    targets += knownTargets.filter(known -> !known.isIdentity()).map(String::valueOf).orElse("");
    return CounterRandom.key(shards, (scaling + weights + targets).hashCode());
  }

  private static Column[] columns(Columns used) {
    return Stream.of(
            used.features().stream(),
            used.labels().stream(),
            used.weight().stream(),
            used.validation().stream())
        .flatMap(names -> names)
        .distinct()
        .map(Columns::column)
        .toArray(Column[]::new);
  }

  /** Numbers of categories are names, and stay what they are. */
  private Scaling learn(ShardTotals totals) {
    int inputs = network.inputs();
    return scaling.learn(totals.statistics(inputs), inputs).exceptLast(network.categories().size());
  }

  private boolean learnsTargets() {
    return network.numbers() > 0
        && targetScaling == TargetScaling.Method.AUTO
        && knownTargets.isEmpty();
  }

  private TargetScaling targets(ShardTotals totals) {
    int numbers = network.numbers();
    return learnsTargets()
        ? totals.targets(numbers).standardize()
        : knownTargets.orElseGet(() -> TargetScaling.none(numbers));
  }

  /** What a packer is told, and what holds where it is not told. */
  public static final class Builder {
    private final Network network;
    private final Columns columns;
    private List<String> classNames = List.of();
    private ScalingMethod scaling = ScalingMethod.NONE;
    private TargetScaling.Method targetScaling = TargetScaling.Method.NONE;
    private Optional<TargetScaling> knownTargets = Optional.empty();
    private ClassWeights classWeights = ClassWeights.NONE;
    private int shards;
    private double validationFraction;
    private long seed;

    private Builder(Network network, Columns columns) {
      this.network = network;
      this.columns = columns;
    }

    /** The classes by name, in the order of the outputs; without them labels are numbers. */
    public Builder classNames(List<String> names) {
      classNames = List.copyOf(names);
      return this;
    }

    /** How features are scaled, learned on the training part; not scaled unless set. */
    public Builder scaling(ScalingMethod method) {
      scaling = method;
      return this;
    }

    /**
     * How a regression's targets are scaled, learned on the training part; not scaled unless set.
     */
    public Builder targetScaling(TargetScaling.Method method) {
      targetScaling = method;
      knownTargets = Optional.empty();
      return this;
    }

    /** A scaling of targets that is known already, as that of a model which is trained on. */
    public Builder targetScaling(TargetScaling known) {
      knownTargets = Optional.of(known);
      return this;
    }

    /** What a row to learn from weighs by its class, besides its own weight; 1 unless set. */
    public Builder classWeights(ClassWeights weights) {
      classWeights = weights;
      return this;
    }

    /** The number of shards, at least 1. */
    public Builder shards(int count) {
      shards = count;
      return this;
    }

    /**
     * The share of rows to validate on, in [0, 1), chosen at random; 0 unless set, and of no
     * meaning where a column marks them.
     */
    public Builder validationFraction(double fraction) {
      validationFraction = fraction;
      return this;
    }

    /** What decides which row goes where; 0 unless set. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /**
     * The packer.
     *
     * @throws IllegalArgumentException where a number is out of its bounds, or class weights do not
     *     fit the network
     */
    public ShardPacker build() {
      if (columns.labels().isEmpty()) {
        throw new IllegalArgumentException(
            "no label column is named, so there is nothing to learn");
      }
      if (shards < 1) {
        throw new IllegalArgumentException(
            "the number of shards is a number of at least 1, not " + shards);
      }
      requireClassWeightsFit();
      if (knownTargets.isPresent() && knownTargets.get().columns() != network.numbers()) {
        throw new IllegalArgumentException(
            "targets are scaled as "
                + knownTargets.get().columns()
                + " numbers, but the network '"
                + network
                + "' learns "
                + network.numbers());
      }
      if (!(validationFraction >= 0 && validationFraction < 1)) {
        throw new IllegalArgumentException(
            "the share of rows to validate on lies in [0, 1), not at " + validationFraction);
      }
      return new ShardPacker(this);
    }

    private void requireClassWeightsFit() {
      int classes = network.classes();
      if (!classWeights.isNone() && classes == 0) {
        throw new IllegalArgumentException(
            "class weights need a network that answers one class, not '" + network + "'");
      }
      int given = classWeights.given().length;
      if (classWeights.kind() == ClassWeights.Kind.GIVEN && given != classes) {
        throw new IllegalArgumentException(
            "there are " + given + " class weights for " + classes + " classes");
      }
    }
  }
}

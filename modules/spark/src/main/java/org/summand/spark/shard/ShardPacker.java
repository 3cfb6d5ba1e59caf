package org.summand.spark.shard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.summand.compute.CounterRandom;
import org.summand.compute.EmbeddingTable;
import org.summand.data.BadDataException;
import org.summand.data.BlockLayout;
import org.summand.data.ClassWeights;
import org.summand.data.ScalingMethod;
import org.summand.data.Shard;
import org.summand.data.TargetScaling;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.job.SparkJob;
import org.summand.spark.table.BadRowException;
import org.summand.spark.table.Columns;
import org.summand.spark.table.RowErrorFormat;
import org.summand.spark.table.RowReader;
import org.summand.spark.table.VectorWidth;
import org.summand.table.BinLearning;
import org.summand.table.CellReader;
import org.summand.table.EncoderLearning;
import org.summand.table.RawColumn;
import org.summand.table.TableEncoder;

/**
 * Turns a table into shards: reads it once, checks and packs each row to 32-bit floats, sends it to
 * a random shard in one shuffle, and caches the shards, spilling to disk what memory does not hold.
 */
public final class ShardPacker {
  private static final int MOST_BINS = 1024;

  /** More than these, and it is worth a look whether there are so many rows. */
  private static final int MANY_SHARDS = 1000;

  /** What to do about a word in a column of numbers. */
  private static final String AMONG_NUMBERS =
      "most of the column are numbers, so correct it, or say that the word stands for a missing"
          + " number, or that the column holds categories";

  /** The same where the network takes no words at all. */
  private static final String AMONG_INPUTS =
      "correct it, or leave out the network's first number, and words are learned from too";

  private final Head head;
  private final Columns columns;
  private final TableReading reading;
  private final List<String> categories;
  private final List<String> classNames;
  private final ScalingMethod scaling;
  private final int bins;
  private final ClassWeights classWeights;
  private final TargetScaling.Method targetScaling;
  private final Optional<TargetScaling> knownTargets;
  private final Optional<TableEncoder> knownEncoder;
  private final OptionalInt blockRows;
  private final int shards;
  private final RowPlacement placement;

  private ShardPacker(Builder from) {
    head = from.head;
    columns = from.columns;
    reading = new TableReading(from.head, from.inputs, from.embedded, from.cells, from.classNames);
    categories = from.categories;
    classNames = from.classNames;
    scaling = from.scaling.orElse(ScalingMethod.ROBUST);
    bins = from.bins;
    classWeights = from.classWeights;
    targetScaling = from.targetScaling;
    knownTargets = from.knownTargets;
    knownEncoder = from.knownEncoder;
    blockRows = from.blockRows;
    shards = from.shards;
    placement = new RowPlacement(from.shards, from.validationFraction, from.seed);
  }

  /**
   * Begins a packer for a network that is known; the number of shards must be set.
   *
   * @param network what will be trained; it says how wide rows are and what a label means
   * @param columns which columns are what
   */
  public static Builder builder(Network network, Columns columns) {
    Builder builder = new Builder(network.head(), columns);
    builder.inputs = OptionalInt.of(network.inputs());
    builder.embedded = network.categories();
    return builder;
  }

  /**
   * Begins a packer for a network whose inputs will be what the table gives.
   *
   * @param head what a label means
   * @param columns which columns are what
   */
  public static Builder builder(Head head, Columns columns) {
    return new Builder(head, columns);
  }

  /**
   * Checks that a table has what the network takes, without reading a row.
   *
   * @throws BadDataException where a column is missing, or the columns do not fit the network
   */
  public void requireFit(StructType schema) {
    if (knownEncoder.isPresent()) {
      requireFit(schema, knownEncoder.get());
      return;
    }
    Columns used = columns.withFeaturesOf(schema);
    reading.reader(schema, used, reading.kinds(schema, used, column -> 1));
  }

  /**
   * Checks that a table has what a trained network takes, without reading a row.
   *
   * @throws BadDataException where a column is missing, or of a type that cannot be read so
   */
  public void requireFit(StructType schema, TableEncoder known) {
    reading.knownReader(schema, columns.withFeaturesOf(schema), known);
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
    if (knownEncoder.isPresent()) {
      return pack(table, knownEncoder.get(), words, true);
    }
    Columns used = columns.withFeaturesOf(table.schema());
    Dataset<Row> chosen = table.select(columns(used));
    requireRowsForShards(chosen);
    StructType schema = chosen.schema();
    List<RawColumn> kinds = reading.kinds(schema, used, column -> VectorWidth.of(chosen, column));
    ColumnSurvey survey = new ColumnSurvey(chosen, used, kinds, categories, placement);
    if (!categories.isEmpty()) {
      return learnSurveyed(chosen, used, kinds, survey, words);
    }
    try {
      return learn(chosen, used, kinds, kinds, words);
    } catch (BadRowException bad) {
      // Most tables of texts are numbers, as those of CSV files; only the others are read twice.
      if (!bad.isOnWord()) {
        throw bad;
      }
      if (!reading.adapts()) {
        throw bad.withRemedy(AMONG_INPUTS);
      }
      return learnSurveyed(chosen, used, kinds, survey, words);
    }
  }

  private ShardedData learnSurveyed(
      Dataset<Row> table,
      Columns used,
      List<RawColumn> given,
      ColumnSurvey survey,
      RowErrorFormat words) {
    List<RawColumn> kinds = survey.kinds(reading.reader(table.schema(), used, given));
    try {
      return learn(table, used, given, kinds, words);
    } catch (BadRowException bad) {
      throw bad.isOnWord() ? bad.withRemedy(AMONG_NUMBERS) : bad;
    }
  }

  /** Packs a table to evaluate on, encoded as the network's training part was. */
  public ShardedData pack(Dataset<Row> table, TableEncoder known) {
    return pack(table, known, RowErrorFormat.PLAIN, false);
  }

  private ShardedData pack(
      Dataset<Row> table, TableEncoder known, RowErrorFormat words, boolean isToLearnFrom) {
    Columns used = columns.withFeaturesOf(table.schema());
    Dataset<Row> chosen = table.select(columns(used));
    if (isToLearnFrom) {
      requireRowsForShards(chosen);
    }
    RowReader reader = reading.knownReader(chosen.schema(), used, known);
    JavaRDD<ShardPair> pairs = new RowShuffle(reader, placement, words).pairs(chosen);
    ShardTotals totals = totals(pairs, reader.features(), false, isToLearnFrom);
    if (isToLearnFrom) {
      totals.requireTwoClasses(classNames);
    }
    return encoded(pairs, totals, known, warnings(isToLearnFrom, totals, known.columns()));
  }

  private ShardedData learn(
      Dataset<Row> table,
      Columns used,
      List<RawColumn> given,
      List<RawColumn> kinds,
      RowErrorFormat words) {
    EncoderLearning learning = reading.learning(kinds, scaling, bins);
    boolean takesMissing = learning.needsStatistics();
    RowReader reader = reading.reader(table.schema(), used, given, kinds, takesMissing);
    JavaRDD<ShardPair> pairs = new RowShuffle(reader, placement, words).pairs(table);
    if (learning.needsQuartiles()) {
      // Gone through several times; assembled once.
      pairs.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      ShardTotals totals = totals(pairs, reader.features(), learning.needsStatistics(), true);
      totals.requireTwoClasses(classNames);
      if (learnsTargets()) {
        totals.requireDifferentNumbers(totals.targets(head.numbers()), used.labels());
      }
      TableEncoder encoder = ShardEncoding.learn(learning, pairs, totals, reader.features());
      reading.requireInputs(encoder);
      ShardedData data = encoded(pairs, totals, encoder, warnings(true, totals, kinds));
      if (learning.needsQuartiles() || data.layout().isCut()) {
        data.load();
      }
      return data;
    } finally {
      pairs.unpersist(false);
    }
  }

  private List<DataWarning> warnings(
      boolean isToLearnFrom, ShardTotals totals, List<RawColumn> raw) {
    return isToLearnFrom ? new DataWarnings(totals, head, raw, classNames).all() : List.of();
  }

  private ShardTotals totals(
      JavaRDD<ShardPair> pairs, int features, boolean withStatistics, boolean isToLearnFrom) {
    Head label = head;
    boolean scalesTargets = learnsTargets();
    JavaRDD<ShardInfo> infos =
        pairs.map(
            pair ->
                new ShardInfo(pair, features, label, withStatistics, scalesTargets, isToLearnFrom));
    ShardTotals totals = new ShardTotals(SparkJob.run(infos::collect));
    totals.requireRows();
    totals.requireWeight(classWeights, columns.weight());
    return totals;
  }

  private ShardedData encoded(
      JavaRDD<ShardPair> pairs,
      ShardTotals totals,
      TableEncoder encoder,
      List<DataWarning> warnings) {
    totals.requireRoom(encoder.inputs());
    TargetScaling targets = targets(totals);
    JavaRDD<Shard> training =
        pairs.map(pair -> ShardEncoding.encoded(pair.training, encoder).targetsScaled(targets));
    if (!classWeights.isNone()) {
      float[] weights = classWeights.weights(totals.classRows());
      training = training.map(shard -> shard.weighted(weights));
    }
    JavaRDD<Shard> validation =
        pairs.map(pair -> ShardEncoding.encoded(pair.validation, encoder).targetsScaled(targets));
    int rowsOfBlocks = blockRows(totals, encoder);
    return new ShardedData(
        ShardBlocks.of(training, BlockLayout.of(totals.shardRows(), rowsOfBlocks))
            .persist("summand training shards"),
        ShardBlocks.of(validation, BlockLayout.of(totals.validationShardRows(), rowsOfBlocks))
            .persist("summand validation shards"),
        rowsOfBlocks,
        blockRows.isPresent(),
        rowFloats(encoder),
        totals.largestClass(),
        encoder,
        targets,
        classNames,
        totals.fingerprint(treatment()),
        warnings);
  }

  private int blockRows(ShardTotals totals, TableEncoder encoder) {
    return blockRows.orElseGet(
        () -> BlockLayout.defaultRows(totals.rows(), shards, rowFloats(encoder)));
  }

  private int rowFloats(TableEncoder encoder) {
    return encoder.inputs() + head.targets() + 1;
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
    return CounterRandom.key(shards, (scaling + weights + targets + encoding()).hashCode());
  }

  /** Stands for how columns are read and encoded, as far as that is not usual. */
  private String encoding() {
    CellReader cells = reading.cells();
    boolean isUsual =
        cells.missingWords().equals(CellReader.MISSING_WORDS)
            && cells.decimal() == CellReader.DECIMAL_POINT;
    return (isUsual ? "" : cells.missingWords().toString() + cells.decimal())
        + (categories.isEmpty() ? "" : categories)
        + (bins == 0 ? "" : bins)
        + knownEncoder
            .filter(known -> !known.isIdentity())
            .map(known -> String.valueOf(ShardEncoding.hash(known)))
            .orElse("");
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

  private boolean learnsTargets() {
    return head.numbers() > 0
        && targetScaling == TargetScaling.Method.AUTO
        && knownTargets.isEmpty();
  }

  private TargetScaling targets(ShardTotals totals) {
    int numbers = head.numbers();
    return learnsTargets()
        ? totals.targets(numbers).scaling(head.loss())
        : knownTargets.orElseGet(() -> TargetScaling.none(numbers));
  }

  /** What a packer is told, and what holds where it is not told. */
  public static final class Builder {
    private final Head head;
    private final Columns columns;
    private OptionalInt inputs = OptionalInt.empty();
    private List<EmbeddingTable> embedded = List.of();
    private CellReader cells = CellReader.usual();
    private List<String> categories = List.of();
    private List<String> classNames = List.of();
    private ScalingMethod scaling = ScalingMethod.NONE;
    private int bins;
    private TargetScaling.Method targetScaling = TargetScaling.Method.NONE;
    private Optional<TargetScaling> knownTargets = Optional.empty();
    private Optional<TableEncoder> knownEncoder = Optional.empty();
    private ClassWeights classWeights = ClassWeights.NONE;
    private OptionalInt blockRows = OptionalInt.empty();
    private int shards;
    private double validationFraction;
    private long seed;

    private Builder(Head head, Columns columns) {
      this.head = head;
      this.columns = columns;
    }

    /** The classes by name, in the order of the outputs; without them labels are numbers. */
    public Builder classNames(List<String> names) {
      classNames = List.copyOf(names);
      return this;
    }

    /** How cells are read; in the usual way unless set. */
    public Builder cells(CellReader reader) {
      cells = reader;
      return this;
    }

    /** Columns whose cells are categories, even where they are numbers; none unless set. */
    public Builder categories(List<String> names) {
      categories = List.copyOf(names);
      return this;
    }

    /** How numbers are scaled, learned on the training part; not scaled unless set. */
    public Builder scaling(ScalingMethod method) {
      scaling = method;
      return this;
    }

    /**
     * Into how many bins numbers are also sorted where the table decides the inputs, 0 or a
     * multiple of {@value BinLearning#STEP}; 0 unless set.
     */
    public Builder bins(int count) {
      bins = count;
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

    /**
     * What is known already to become of the columns, as by a model that is trained on: nothing is
     * learned of them then, and the features are the columns that it uses, in its order.
     */
    public Builder encoder(TableEncoder known) {
      knownEncoder = Optional.of(known);
      return this;
    }

    /** What a row to learn from weighs by its class, besides its own weight; 1 unless set. */
    public Builder classWeights(ClassWeights weights) {
      classWeights = weights;
      return this;
    }

    /**
     * The rows of a block of a shard, at least 1; where it is empty, as it is unless set, what
     * {@link BlockLayout#defaultRows} says.
     */
    public Builder blockRows(OptionalInt rows) {
      blockRows = rows;
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
      blockRows.ifPresent(BlockLayout::requireRows);
      if (bins < 0 || bins > MOST_BINS || bins % BinLearning.STEP != 0) {
        throw new IllegalArgumentException(
            "the number of bins is 0 or a multiple of "
                + BinLearning.STEP
                + " up to "
                + MOST_BINS
                + ", not "
                + bins);
      }
      requireClassWeightsFit();
      if (knownTargets.isPresent() && knownTargets.get().columns() != head.numbers()) {
        throw new IllegalArgumentException(
            "targets are scaled as "
                + knownTargets.get().columns()
                + " numbers, but a network that ends in '"
                + head
                + "' learns "
                + head.numbers());
      }
      if (!(validationFraction >= 0 && validationFraction < 1)) {
        throw new IllegalArgumentException(
            "the share of rows to validate on lies in [0, 1), not at " + validationFraction);
      }
      return new ShardPacker(this);
    }

    private void requireClassWeightsFit() {
      int classes = head.classes();
      if (!classWeights.isNone() && classes == 0) {
        throw new IllegalArgumentException(
            "class weights need a network that answers one class, not one that ends in '"
                + head
                + "'");
      }
      int given = classWeights.given().length;
      if (classWeights.kind() == ClassWeights.Kind.GIVEN && given != classes) {
        throw new IllegalArgumentException(
            "there are " + given + " class weights for " + classes + " classes");
      }
    }
  }
}

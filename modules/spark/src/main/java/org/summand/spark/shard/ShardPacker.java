package org.summand.spark.shard;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.summand.compute.CounterRandom;
import org.summand.data.BadDataException;
import org.summand.data.ClassWeights;
import org.summand.data.ColumnStatistics;
import org.summand.data.Scaling;
import org.summand.data.ScalingMethod;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.table.Columns;
import org.summand.spark.table.MessageText;
import org.summand.spark.table.RowErrorFormat;
import org.summand.spark.table.RowFault;
import org.summand.spark.table.RowReader;
import scala.Tuple2;

/**
 * Turns a table into shards: reads it once, checks and packs each row to 32-bit floats, sends it to
 * a random shard in one shuffle, and caches the shards, spilling to disk what memory does not hold.
 *
 * @param network what will be trained; it says how wide rows are and what a label means
 * @param columns which columns are what
 * @param classNames the classes by name, in the order of the outputs; empty where labels are
 *     numbers
 * @param scaling how features are scaled; learned on the training part
 * @param shards the number of shards
 * @param heldOut the share of rows held out for validation, in [0, 1); of no meaning where a column
 *     marks them
 * @param seed what decides which row goes where
 * @param classWeights what a row to learn from weighs by its class, besides its own weight
 */
public record ShardPacker(
    Network network,
    Columns columns,
    List<String> classNames,
    ScalingMethod scaling,
    int shards,
    double heldOut,
    long seed,
    ClassWeights classWeights) {
  /** More than these, and it is worth a look whether there are so many rows. */
  private static final int MANY_SHARDS = 1000;

  /** A packer whose classes all weigh the same. */
  public ShardPacker(
      Network network,
      Columns columns,
      List<String> classNames,
      ScalingMethod scaling,
      int shards,
      double heldOut,
      long seed) {
    this(network, columns, classNames, scaling, shards, heldOut, seed, ClassWeights.NONE);
  }

  public ShardPacker {
    if (columns.labels().isEmpty()) {
      throw new IllegalArgumentException("no label column is named, so there is nothing to learn");
    }
    if (shards < 1) {
      throw new IllegalArgumentException(
          "the number of shards is a number of at least 1, not " + shards);
    }
    if (!classWeights.isNone() && network.classes() == 0) {
      throw new IllegalArgumentException(
          "class weights need a network that answers one class, not '" + network + "'");
    }
    if (classWeights.kind() == ClassWeights.Kind.GIVEN
        && classWeights.given().length != network.classes()) {
      throw new IllegalArgumentException(
          "there are "
              + classWeights.given().length
              + " class weights for "
              + network.classes()
              + " classes");
    }
    if (!(heldOut >= 0 && heldOut < 1)) {
      throw new IllegalArgumentException(
          "the share of rows held out lies in [0, 1), not at " + heldOut);
    }
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
    JavaRDD<ShardPair> pairs = pairs(chosen, used, words);
    boolean learns = known.isEmpty() && scaling.isLearned();
    int inputs = network.inputs();
    int classes = network.classes();
    List<ShardInfo> infos =
        pairs.map(pair -> new ShardInfo(pair, inputs, classes, learns)).collect();
    requireSound(infos);
    requireWeight(infos);
    if (known.isEmpty()) {
      requireTwoClasses(infos);
    }
    Scaling learned = known.orElseGet(() -> scaling.learn(statistics(infos), inputs));
    JavaRDD<Shard> training = pairs.map(pair -> pair.training.scaled(learned));
    if (!classWeights.isNone()) {
      float[] weights = classWeights.weights(classRows(infos));
      training = training.map(shard -> shard.weighted(weights));
    }
    JavaRDD<Shard> validation = pairs.map(pair -> pair.validation.scaled(learned));
    return new ShardedData(
        training.setName("summand training shards").persist(StorageLevel.MEMORY_AND_DISK()),
        validation.setName("summand validation shards").persist(StorageLevel.MEMORY_AND_DISK()),
        infos.stream().mapToInt(info -> info.rows).toArray(),
        infos.stream().mapToLong(info -> info.validationRows).sum(),
        learned,
        classNames,
        infos.stream().mapToLong(info -> info.fingerprint).reduce(treatment(), CounterRandom::key));
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
    return CounterRandom.key(shards, (scaling + weights).hashCode());
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

  private JavaRDD<ShardPair> pairs(Dataset<Row> table, Columns used, RowErrorFormat words) {
    StructType schema = table.schema();
    RowReader reader = new RowReader(schema, used, network, classNames);
    RowPlacement split = new RowPlacement(shards, heldOut, seed);
    int inputs = reader.inputs();
    int width = reader.width();
    JavaPairRDD<Integer, Block> blocks =
        table
            .toJavaRDD()
            .mapPartitionsWithIndex(
                (partition, rows) -> new BlockIterator(partition, rows, reader, split, words),
                false)
            .mapToPair(pair -> pair)
            .partitionBy(new HashPartitioner(shards));
    return blocks.mapPartitionsWithIndex(
        (index, arrived) -> {
          ShardAssembler assembler = new ShardAssembler(index, inputs, width);
          return List.of(assembler.assemble(values(arrived))).iterator();
        },
        true);
  }

  private static Iterator<Block> values(Iterator<Tuple2<Integer, Block>> pairs) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return pairs.hasNext();
      }

      @Override
      public Block next() {
        return pairs.next()._2();
      }
    };
  }

  private void requireSound(List<ShardInfo> infos) {
    RowFault fault = infos.stream().map(info -> info.fault).reduce(null, RowFault::first);
    if (fault != null) {
      throw fault.exception();
    }
    long rows = infos.stream().mapToLong(info -> info.rows).sum();
    long validationRows = infos.stream().mapToLong(info -> info.validationRows).sum();
    if (rows + validationRows == 0) {
      throw new BadDataException("the table has no rows");
    }
    if (rows == 0) {
      throw new BadDataException(
          "all "
              + validationRows
              + " rows are held out for validation and none is left to learn"
              + " from");
    }
  }

  /** Means are taken by weight: rows that all weigh nothing have none. */
  private void requireWeight(List<ShardInfo> infos) {
    double weight = infos.stream().mapToDouble(info -> info.weight).sum();
    if (!classWeights.isNone() && weight > 0) {
      float[] each = classWeights.weights(classRows(infos));
      weight = infos.stream().mapToDouble(info -> weighted(info.classWeights, each)).sum();
    }
    if (weight == 0) {
      throw weightless("all rows to learn from");
    }
    if (weight > Float.MAX_VALUE) {
      throw new BadDataException(
          "the rows to learn from weigh "
              + weight
              + " together, more than a 32-bit float holds; divide the weights"
              + columns.weight().map(name -> " in column '" + name + "'").orElse(""));
    }
    long validationRows = infos.stream().mapToLong(info -> info.validationRows).sum();
    if (validationRows > 0 && infos.stream().allMatch(info -> info.validationWeight == 0)) {
      throw weightless("the " + validationRows + " rows held out for validation");
    }
  }

  private static double weighted(double[] classWeights, float[] each) {
    double sum = 0;
    for (int c = 0; c < each.length; c++) {
      sum += classWeights[c] * each[c];
    }
    return sum;
  }

  private BadDataException weightless(String rows) {
    return new BadDataException(
        rows
            + " weigh 0, by "
            + columns.weight().map(name -> "column '" + name + "'").orElse("the class weights")
            + (classWeights.isNone() || columns.weight().isEmpty() ? "" : " and the class weights")
            + "; give some of them a weight");
  }

  private void requireTwoClasses(List<ShardInfo> infos) {
    long[] counts = classRows(infos);
    int[] seen = IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray();
    if (seen.length == 1) {
      String name =
          classNames.isEmpty()
              ? String.valueOf(seen[0])
              : "'" + MessageText.shortened(classNames.get(seen[0])) + "'";
      throw new BadDataException(
          "all rows to learn from have the label "
              + name
              + "; a classifier needs at least two classes");
    }
  }

  /** The rows to learn from of each class; empty for a regression. */
  private long[] classRows(List<ShardInfo> infos) {
    long[] counts = new long[network.classes()];
    infos.forEach(info -> Arrays.setAll(counts, c -> counts[c] + info.classRows[c]));
    return counts;
  }

  private ColumnStatistics statistics(List<ShardInfo> infos) {
    ColumnStatistics sum = new ColumnStatistics(network.inputs());
    if (scaling.isLearned()) {
      infos.forEach(info -> sum.add(info.statistics));
    }
    return sum;
  }
}

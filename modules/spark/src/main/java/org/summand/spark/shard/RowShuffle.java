package org.summand.spark.shard;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.spark.table.RowErrorFormat;
import org.summand.spark.table.RowReader;
import scala.Tuple2;

/** Sends the rows of a table to their shards, in blocks and in one shuffle. */
final class RowShuffle {
  private final RowReader reader;
  private final RowPlacement placement;
  private final RowErrorFormat words;

  /**
   * @param words how a bad row is told of
   */
  RowShuffle(RowReader reader, RowPlacement placement, RowErrorFormat words) {
    this.reader = reader;
    this.placement = placement;
    this.words = words;
  }

  /** The shards, the one of index i in partition i. */
  JavaRDD<ShardPair> pairs(Dataset<Row> table) {
    // What the tasks take along; this object stays.
    RowReader rowReader = reader;
    RowPlacement rowPlacement = placement;
    RowErrorFormat rowWords = words;
    int features = reader.features();
    int width = reader.width();
    JavaPairRDD<Integer, Block> blocks =
        table
            .toJavaRDD()
            .mapPartitionsWithIndex(
                (partition, rows) ->
                    new BlockIterator(partition, rows, rowReader, rowPlacement, rowWords),
                false)
            .mapToPair(pair -> pair)
            .partitionBy(new HashPartitioner(placement.shards()));
    return blocks.mapPartitionsWithIndex(
        (index, arrived) -> {
          ShardAssembler assembler = new ShardAssembler(index, features, width);
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
}

package org.summand.cli.run;

import java.util.List;
import org.summand.cli.output.Formats;
import org.summand.nn.Network;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;

/**
 * The rows of a run as shards on the cluster, until it is closed.
 *
 * @param data the shards
 * @param columns the columns they were read from
 * @param network what learns from them
 */
record PackedRows(ShardedData data, Columns columns, Network network) implements AutoCloseable {
  /** The names of the classes in the order of the outputs; none for numbers. */
  List<String> classes() {
    return data.classNames();
  }

  /** The number of rows, in one sentence. */
  String description() {
    return "training on "
        + Formats.count(data.trainingRows())
        + " rows in "
        + data.shards()
        + (data.shards() == 1 ? " shard" : " shards")
        + ", validating on "
        + Formats.count(data.validationRows());
  }

  @Override
  public void close() {
    data.close();
  }
}

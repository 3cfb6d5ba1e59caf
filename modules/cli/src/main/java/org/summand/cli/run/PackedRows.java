package org.summand.cli.run;

import java.util.List;
import org.summand.cli.output.Formats;
import org.summand.nn.Head;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.TrainingSettings;

/**
 * The rows of a run as shards on the cluster, until it is closed.
 *
 * @param data the shards
 * @param columns the columns they were read from
 * @param head what is learned
 */
record PackedRows(ShardedData data, Columns columns, Head head) implements AutoCloseable {
  /** The names of the classes in the order of the outputs; none for numbers. */
  List<String> classes() {
    return data.classNames();
  }

  /** The number of rows, in one sentence. */
  String description(TrainingSettings settings) {
    return "training on "
        + Formats.count(data.trainingRows())
        + " rows in "
        + data.shards()
        + (data.shards() == 1 ? " shard" : " shards")
        + ", validating on "
        + Formats.count(validationRows(settings))
        + (settings.folds().any() ? " of them, held out in turn" : "");
  }

  /** What is odd about them, in sentences. */
  List<String> warnings() {
    return data.warnings().stream().map(warning -> warning.sentence(PackedRows::remedy)).toList();
  }

  private static String remedy(List<String> leaking) {
    String names = String.join(",", leaking);
    return "; where that is not known when an answer is wanted, leave it out: data.ignore = "
        + (leaking.size() == 1 ? names : "[" + names + "]");
  }

  /** The rows that it is judged by. */
  long validationRows(TrainingSettings settings) {
    return settings.folds().any() ? settings.heldOutRows(data.layout()) : data.validationRows();
  }

  @Override
  public void close() {
    data.close();
  }
}

package org.summand.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.output.JobProgress;
import org.summand.cli.output.Output;
import org.summand.cli.table.TableReaders;
import org.summand.cli.table.row.TableReader;
import org.summand.data.BadDataException;
import org.summand.nn.Network;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.ClassNames;
import org.summand.spark.table.Columns;

/** Reads the rows that a run learns from, and packs them into shards. */
final class RowPacking {
  private final RunConfiguration run;
  private final DataSettings data;
  private final Network network;
  private final LazySparkSession session;
  private final Output output;

  RowPacking(RunConfiguration run, LazySparkSession session, Output output) {
    this.run = run;
    data = run.data();
    network = run.training().network();
    this.session = session;
    this.output = output;
  }

  /**
   * Reads and packs.
   *
   * @throws RequestException where the table does not fit the configuration
   * @throws BadDataException where a row cannot be used, or there are too few
   */
  PackedRows pack() throws IOException {
    TableReader reader = TableReaders.of(data, network.inputs(), true, session.hadoop());
    output.say("reading " + data.requiredPath());
    Dataset<Row> table = reader.read(session.spark(), output::say);
    Columns columns = columns(table);
    return new PackedRows(reader.namingRows(session.spark(), () -> pack(table, columns)), columns);
  }

  /** The columns, of which those to learn from are named now. */
  private Columns columns(Dataset<Row> table) {
    Columns columns = new Columns(data.features(), data.labels(), data.weight(), Optional.empty());
    try {
      Columns named = columns.withFeaturesOf(table.schema());
      packer(named, List.of(), 1).requireFit(table.schema());
      return named;
    } catch (BadDataException unfit) {
      throw new RequestException(data.requiredPath() + ": " + unfit.getMessage(), unfit);
    }
  }

  private ShardPacker packer(Columns columns, List<String> classes, int shards) {
    try {
      return ShardPacker.builder(network, columns)
          .classNames(classes)
          .scaling(data.scaling())
          .classWeights(data.classWeights())
          .shards(shards)
          .validationFraction(data.validationFraction())
          .seed(run.training().seed())
          .build();
    } catch (IllegalArgumentException unfit) {
      throw new RequestException("data: " + unfit.getMessage(), unfit);
    }
  }

  @SuppressWarnings("try") // Progress is shown while it is open.
  private ShardedData pack(Dataset<Row> table, Columns columns) {
    int wanted = run.shards().orElseGet(() -> new Cluster(session.context()).expectedSlots());
    ShardedData packed;
    try (JobProgress shown = new JobProgress("packing", session.context(), output)) {
      packed =
          ClassNames.pack(
              table,
              columns.labels(),
              network,
              output::say,
              classes -> packer(columns, classes, wanted).pack(table));
    }
    long rows = packed.trainingRows();
    if (rows >= wanted) {
      return packed;
    }
    packed.close();
    if (run.shards().isPresent()) {
      throw new BadDataException(
          "there are "
              + rows
              + " rows to learn from but "
              + wanted
              + " shards; lower train.shards to at most "
              + rows
              + ", or leave it out");
    }
    return packer(columns, packed.classNames(), (int) rows).pack(table);
  }
}

package org.summand.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.base.EnumText;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.output.JobProgress;
import org.summand.cli.output.Output;
import org.summand.cli.table.TableReaders;
import org.summand.cli.table.row.TableReader;
import org.summand.compute.Loss;
import org.summand.data.BadDataException;
import org.summand.data.LabelTask;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.ClassNames;
import org.summand.spark.table.Columns;
import org.summand.spark.table.Label;
import org.summand.spark.table.LabelSurvey;
import org.summand.spark.table.RowReader;
import org.summand.spark.table.VectorWidth;

/** Plans what a run trains on its table, and packs the rows that it learns from into shards. */
final class RowPacking {
  private final RunConfiguration run;
  private final DataSettings data;
  private final NetworkTemplate template;
  private final LazySparkSession session;
  private final Output output;

  /**
   * @throws RequestException where what is said of the label contradicts the network
   */
  RowPacking(RunConfiguration run, LazySparkSession session, Output output) {
    this.run = run;
    data = run.data();
    template = run.training().network();
    this.session = session;
    this.output = output;
    template.loss().ifPresent(this::requireTask);
  }

  private void requireTask(Loss head) {
    if (data.task() != LabelTask.AUTO && (data.task() == LabelTask.CLASSES) != head.classifies()) {
      throw new RequestException(
          "data.task is "
              + EnumText.of(data.task())
              + " but the network '"
              + template
              + "' ends in a layer for "
              + EnumText.of(head.classifies() ? LabelTask.CLASSES : LabelTask.NUMBERS)
              + "; leave one of the two out");
    }
  }

  /**
   * Chooses what was left open, by the table's columns and, where need be, by its labels.
   *
   * @throws RequestException where the table does not fit the configuration
   * @throws BadDataException where a label is missing, or there is nothing to learn
   */
  TrainingPlan plan() throws IOException {
    TableReader reader = TableReaders.of(data, template.inputs(), true, session.hadoop());
    output.say("reading " + data.requiredPath());
    Dataset<Row> table = reader.read(session.spark(), output::say);
    return reader.namingRows(session.spark(), () -> plan(reader, table));
  }

  private TrainingPlan plan(TableReader reader, Dataset<Row> table) {
    Columns columns = fitting(() -> columns(table));
    int inputs = template.inputs().orElseGet(() -> VectorWidth.ofAll(table, columns.features()));
    if (template.loss().isPresent()) {
      Network network = network(inputs, template.loss().get(), template.outputs().getAsInt());
      fitting(() -> new RowReader(table.schema(), columns, network, List.of()));
      Label label = Label.of(columns.labels(), network, List.of());
      return new TrainingPlan(reader, table, columns, label, network);
    }
    LabelSurvey survey = fitting(() -> new LabelSurvey(table, columns.labels(), data.task()));
    Network least = network(inputs, Loss.SQUARED_ERROR, columns.labels().size());
    fitting(() -> new RowReader(table.schema(), columns, least, List.of()));
    Label label = survey.find();
    Network network = network(inputs, label.loss(), label.outputs());
    return new TrainingPlan(reader, table, columns, label, network);
  }

  /** The columns, of which those to learn from are named now. */
  private Columns columns(Dataset<Row> table) {
    return new Columns(data.features(), data.labels(), data.weight(), Optional.empty())
        .withFeaturesOf(table.schema());
  }

  private Network network(int inputs, Loss loss, int outputs) {
    try {
      return template.complete(inputs, List.of(), loss, outputs);
    } catch (IllegalArgumentException unfit) {
      throw new RequestException(data.requiredPath() + ": " + unfit.getMessage(), unfit);
    }
  }

  private <T> T fitting(Supplier<T> check) {
    try {
      return check.get();
    } catch (BadDataException unfit) {
      throw new RequestException(data.requiredPath() + ": " + unfit.getMessage(), unfit);
    }
  }

  /**
   * Packs the rows of a plan.
   *
   * @throws BadDataException where a row cannot be used, or there are too few
   */
  PackedRows pack(TrainingPlan plan) throws IOException {
    return new PackedRows(
        plan.reader().namingRows(session.spark(), () -> shards(plan)), plan.columns());
  }

  private ShardPacker packer(TrainingPlan plan, List<String> classes, int shards) {
    try {
      return ShardPacker.builder(plan.network(), plan.columns())
          .classNames(classes)
          .scaling(data.scaling())
          .targetScaling(data.targetScaling())
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
  private ShardedData shards(TrainingPlan plan) {
    int wanted = run.shards().orElseGet(() -> new Cluster(session.context()).expectedSlots());
    ShardedData packed;
    try (JobProgress shown = new JobProgress("packing", session.context(), output)) {
      packed = pack(plan, wanted);
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
    return packer(plan, packed.classNames(), (int) rows).pack(plan.table());
  }

  /** Where the network itself told the classes, their names are only found now. */
  private ShardedData pack(TrainingPlan plan, int shards) {
    Dataset<Row> table = plan.table();
    return template.loss().isEmpty()
        ? packer(plan, plan.label().classes(), shards).pack(table)
        : ClassNames.pack(
            table,
            plan.columns().labels(),
            plan.network(),
            classes -> packer(plan, classes, shards).pack(table));
  }
}

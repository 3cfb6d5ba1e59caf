package org.summand.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.config.TrainingOutline;
import org.summand.cli.output.JobProgress;
import org.summand.cli.output.Output;
import org.summand.cli.table.TableReaders;
import org.summand.cli.table.row.TableReader;
import org.summand.compute.Loss;
import org.summand.data.BadDataException;
import org.summand.data.ClassWeights;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.shard.TableNetwork;
import org.summand.spark.table.ClassNames;
import org.summand.spark.table.ColumnKinds;
import org.summand.spark.table.Columns;
import org.summand.spark.table.Label;
import org.summand.spark.table.LabelSurvey;
import org.summand.table.MessageText;
import org.summand.train.Calibration;
import org.summand.train.EarlyStopping;

/** Plans what a run trains on its table, and packs the rows that it learns from into shards. */
final class RowPacking {
  private final RunConfiguration run;
  private final DataSettings data;
  private final NetworkTemplate template;
  private final LazySparkSession session;
  private final Output output;

  /**
   * @throws RequestException where what is said of the label or of validation rows contradicts
   *     itself
   */
  RowPacking(RunConfiguration run, LazySparkSession session, Output output) {
    this.run = run;
    data = run.data();
    template = run.training().network();
    this.session = session;
    this.output = output;
    template.head().map(Head::loss).ifPresent(this::requireTask);
    template.head().ifPresent(this::requireCalibratable);
    requireValidation();
  }

  private void requireValidation() {
    TrainingOutline training = run.training();
    boolean leavesHoldingOut = training.said().isEmpty() || training.least().folds().any();
    if (data.validationFraction() > 0 || leavesHoldingOut) {
      return;
    }
    if (training.stopping().apply(EarlyStopping.NEVER).isOn()) {
      throw needsValidation("train.patience", "0");
    }
    if (run.calibration() != Calibration.NONE) {
      throw needsValidation("train.calibration", Calibration.NONE.text());
    }
  }

  private static RequestException needsValidation(String key, String off) {
    return new RequestException(
        key
            + " judges by validation rows, but data.validationFraction is 0; hold some out, or set "
            + key
            + " to "
            + off);
  }

  private void requireCalibratable(Head head) {
    try {
      run.calibration().requireFit(head);
    } catch (IllegalArgumentException unfit) {
      throw new RequestException("train: " + unfit.getMessage(), unfit);
    }
  }

  private void requireTask(Loss head) {
    try {
      data.task().requireFit("data.task", head, template);
    } catch (IllegalArgumentException contradiction) {
      throw new RequestException(contradiction.getMessage(), contradiction);
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
    if (template.head().isPresent()) {
      Label label = new Label(columns.labels(), template.head().get(), List.of());
      return checked(reader, table, columns, label, data.classWeights());
    }
    LabelSurvey survey =
        fitting(() -> new LabelSurvey(table, columns.labels(), data.task(), data.cells()));
    Head head = new Head(Loss.SQUARED_ERROR, columns.labels().size());
    Label least = new Label(columns.labels(), head, List.of());
    // Whether there are classes to be weighted is only known once the labels are read.
    checked(reader, table, columns, least, ClassWeights.NONE);
    Label label = survey.find();
    requireCalibratable(label.head());
    fitting(() -> label.head().loss().smoothed(run.training().least().labelSmoothing()));
    return checked(reader, table, columns, label, data.classWeights());
  }

  /** The plan for a label, once its columns are seen to fit it. */
  private TrainingPlan checked(
      TableReader reader, Dataset<Row> table, Columns columns, Label label, ClassWeights weights) {
    TableNetwork network = fitting(() -> TableNetwork.of(template, table, columns, label.head()));
    TrainingPlan plan = new TrainingPlan(reader, table, columns, label, network);
    fitting(
        () -> {
          packer(plan, List.of(), 1, weights).requireFit(table.schema());
          return null;
        });
    return plan;
  }

  /** The columns, of which those to learn from are named now. */
  private Columns columns(Dataset<Row> table) {
    Columns columns =
        new Columns(data.features(), data.labels(), data.weight(), Optional.empty())
            .withFeaturesOf(table.schema());
    data.ignored().forEach(name -> requireFeature("data.ignore", name, columns));
    Columns left = columns.without(data.ignored());
    data.categories().forEach(name -> requireCategory(name, left, table));
    return left;
  }

  private static void requireFeature(String key, String name, Columns columns) {
    if (!columns.features().contains(name)) {
      throw new BadDataException(
          key
              + " names '"
              + MessageText.shortened(name)
              + "', which is none of the columns to learn from: "
              + MessageText.list(columns.features()));
    }
  }

  private static void requireCategory(String name, Columns columns, Dataset<Row> table) {
    requireFeature("data.categories", name, columns);
    DataType type = table.schema().apply(name).dataType();
    if (!ColumnKinds.mayBeCategory(type)) {
      throw new BadDataException(
          "data.categories names '"
              + MessageText.shortened(name)
              + "', which is of type "
              + MessageText.shortened(type.simpleString())
              + "; a category is a text, a number or a boolean");
    }
  }

  private <T> T fitting(Supplier<T> check) {
    try {
      return check.get();
    } catch (BadDataException | IllegalArgumentException unfit) {
      throw new RequestException(data.requiredPath() + ": " + unfit.getMessage(), unfit);
    }
  }

  /**
   * Packs the rows of a plan.
   *
   * @throws BadDataException where a row cannot be used, or there are too few
   */
  PackedRows pack(TrainingPlan plan) throws IOException {
    ShardedData shards = plan.reader().namingRows(session.spark(), () -> shards(plan));
    return new PackedRows(shards, plan.columns(), plan.label().head());
  }

  /** The network of a plan, where the user said one, for rows that were packed. */
  Network network(TrainingPlan plan, PackedRows rows) {
    return fitting(() -> plan.network().network(rows.data()));
  }

  private ShardPacker packer(TrainingPlan plan, List<String> classes, int shards) {
    return packer(plan, classes, shards, data.classWeights());
  }

  private ShardPacker packer(
      TrainingPlan plan, List<String> classes, int shards, ClassWeights weights) {
    try {
      return plan.network()
          .packer()
          .classNames(classes)
          .cells(data.cells())
          .categories(data.categories())
          .scaling(data.scaling().orElse(plan.reader().scaling()))
          .bins(data.bins())
          .targetScaling(data.targetScaling())
          .classWeights(weights)
          .blockRows(run.blockRows())
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
    return template.head().isEmpty()
        ? packer(plan, plan.label().classes(), shards).pack(table)
        : ClassNames.pack(
            table,
            plan.columns().labels(),
            plan.label().head(),
            classes -> packer(plan, classes, shards).pack(table));
  }
}

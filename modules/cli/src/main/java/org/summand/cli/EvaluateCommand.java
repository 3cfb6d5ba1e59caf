package org.summand.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.cli.config.ConfigReader;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.TrainingOutline;
import org.summand.cli.output.EvaluationReport;
import org.summand.cli.output.JobProgress;
import org.summand.cli.output.Output;
import org.summand.cli.output.OutputOptions;
import org.summand.cli.run.LazySparkSession;
import org.summand.cli.run.LoadedModel;
import org.summand.cli.table.TableReaders;
import org.summand.cli.table.row.TableReader;
import org.summand.data.BadDataException;
import org.summand.model.NetworkModel;
import org.summand.spark.Evaluator;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code summand evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Tells how good a model is on labelled data: the loss; RMSE and R² for numbers, and the deviance"
          + " for counts; for quantiles the loss of each and its coverage, the share of labels that"
          + " are at most the answer; for classes accuracy, log loss, the area under the ROC curve"
          + " (AUC; of more than two classes the mean over each against the rest), Brier score and"
          + " expected calibration error, and for each of several labels that are yes or no the first"
          + " three. The data are read as the training data were, unless the configuration says"
          + " otherwise.",
      "",
      "  summand evaluate --model models/digits --data conf/data/digits.csv.gz",
      ""
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOption model;

  @Mixin private ConfigOptions configuration;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    ConfigReader reader = configuration.reader();
    Output screen = output.open(command);
    try (LazySparkSession session = new LazySparkSession(reader.spark())) {
      LoadedModel loaded = LoadedModel.load(model.path(), reader, session);
      Evaluation evaluation = evaluate(loaded, session, screen);
      ObjectNode json = Output.object();
      json.put("command", "evaluate");
      json.put("model", loaded.name());
      json.setAll(EvaluationReport.json(evaluation, loaded.model().metadata().labels()));
      screen.result(EvaluationReport.text(evaluation, loaded.model().metadata().labels()), json);
    }
    return 0;
  }

  @SuppressWarnings("try") // Progress is shown while it is open.
  private static Evaluation evaluate(LoadedModel loaded, LazySparkSession session, Output screen)
      throws IOException {
    NetworkModel model = loaded.model();
    DataSettings data = loaded.run().data();
    TrainingOutline settings = loaded.run().training();
    TableReader reader =
        TableReaders.of(data, OptionalInt.of(model.network().inputs()), true, session.hadoop());
    screen.say("reading " + data.requiredPath());
    Dataset<Row> table = reader.read(session.spark(), screen::say);
    ShardPacker packer =
        ShardPacker.builder(
                model.network(),
                new Columns(data.features(), data.labels(), data.weight(), Optional.empty()))
            .classNames(model.metadata().classes())
            .targetScaling(model.metadata().targetScaling())
            .shards(new Cluster(session.context()).expectedSlots())
            .seed(settings.seed())
            .build();
    try {
      packer.requireFit(table.schema(), model.metadata().encoder());
    } catch (BadDataException unfit) {
      throw new RequestException(data.requiredPath() + ": " + unfit.getMessage(), unfit);
    }
    try (JobProgress shown = new JobProgress("evaluating", session.context(), screen);
        ShardedData shards =
            reader.namingRows(
                session.spark(), () -> packer.pack(table, model.metadata().encoder()));
        Evaluator evaluator =
            new Evaluator(
                session.context(), model.network(), shards.targetScaling(), settings.device())) {
      return evaluator.evaluate(shards.training(), model.weights(), Evaluation.Detail.FULL);
    }
  }
}

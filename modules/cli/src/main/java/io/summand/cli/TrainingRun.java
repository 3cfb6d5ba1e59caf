package io.summand.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.summand.cli.config.CheckpointSettings;
import io.summand.cli.config.DataSettings;
import io.summand.cli.config.RequestException;
import io.summand.cli.config.RunConfiguration;
import io.summand.cli.table.ClassNames;
import io.summand.cli.table.TableReader;
import io.summand.data.BadDataException;
import io.summand.model.Folder;
import io.summand.model.Folders;
import io.summand.model.ModelCard;
import io.summand.model.NetworkModel;
import io.summand.nn.Network;
import io.summand.spark.Checkpointing;
import io.summand.spark.Columns;
import io.summand.spark.Forecast;
import io.summand.spark.RunOptions;
import io.summand.spark.ShardPacker;
import io.summand.spark.ShardedData;
import io.summand.spark.TaskSlots;
import io.summand.spark.Trainer;
import io.summand.train.CheckpointLock;
import io.summand.train.Checkpoints;
import io.summand.train.DivergedException;
import io.summand.train.RunLength;
import io.summand.train.TrainingSettings;
import io.summand.train.TrainingState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A run from the data to the model. */
final class TrainingRun implements AutoCloseable {
  private final RunConfiguration run;
  private final Session session;
  private final Output output;
  private final boolean profiles;
  private final TrainingSettings settings;
  private final Network network;
  private TrainingStage stage;
  private Optional<CheckpointLock> lock = Optional.empty();

  /**
   * @param profiles whether to tell where the time went
   */
  TrainingRun(RunConfiguration run, Session session, Output output, boolean profiles) {
    this.profiles = profiles;
    this.run = run;
    this.session = session;
    this.output = output;
    settings = run.training();
    network = settings.network();
  }

  void run() throws IOException {
    long startedAt = System.nanoTime();
    Configuration hadoop = session.hadoop();
    Folder folder = ModelFolders.at(run.model().requiredPath(), hadoop);
    stage = new TrainingStage(output, folder.name(), run.checkpoint().path());
    Interruption.watch(stage);
    boolean isOver = isOver(folder, hadoop);
    if (!isOver) {
      NetworkModel.requireWritable(folder, run.model().overwrite());
    }
    lockCheckpoints(hadoop);
    requireFreshCheckpoints(hadoop);
    session.requireDevice(settings.device());
    TableReader reader = TableReader.of(run.data(), network.inputs(), true, hadoop);
    output.say("reading " + run.data().requiredPath());
    Dataset<Row> table = reader.read(session.spark());
    Columns columns = columns(table);
    List<String> classes =
        columns.labels().size() == 1
            ? ClassNames.find(table, columns.labels().get(0), network)
            : List.of();
    try (ShardedData data = pack(table, columns, classes)) {
      sayPlan(data);
      Progress progress = progress(data);
      Trainer.Result result = train(data, columns, classes, folder, progress);
      if (result.end() == Trainer.End.LISTENER) {
        throw new Interruption.Interrupted();
      }
      stage.saves();
      if (!(isOver && ResumedModel.isThere(folder, result.state().weights()))) {
        model(result.state(), data, columns, classes).save(folder, run.model().overwrite());
      }
      stage.saved();
      TrainingReport report = new TrainingReport(network, result);
      double seconds = (System.nanoTime() - startedAt) / 1e9;
      String text = report.text() + System.lineSeparator() + progress.nothingLeft();
      ObjectNode json = json(report, folder, data, seconds);
      if (profiles) {
        long steps = progress.stepsTaken();
        List<Forecast> forecasts =
            Forecast.of(
                session.context(), result.time(), steps, data.shards(), network.weightCount());
        ProfileReport profile = new ProfileReport(result.time(), steps, forecasts);
        text += profile.text() + System.lineSeparator();
        profile.addTo(json);
      }
      output.result(text + "the model is in " + folder.name(), json);
    }
  }

  /** The columns, of which those to learn from are named now. */
  private Columns columns(Dataset<Row> table) {
    DataSettings data = run.data();
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
    DataSettings data = run.data();
    try {
      return new ShardPacker(
          network,
          columns,
          classes,
          data.scaling(),
          shards,
          data.holdOut(),
          settings.seed(),
          data.classWeights());
    } catch (IllegalArgumentException unfit) {
      throw new RequestException("data: " + unfit.getMessage(), unfit);
    }
  }

  private ShardedData pack(Dataset<Row> table, Columns columns, List<String> classes) {
    int wanted = run.shards().orElseGet(() -> TaskSlots.of(session.context()));
    ShardedData data = packer(columns, classes, wanted).pack(table);
    long rows = data.trainingRows();
    if (rows >= wanted) {
      return data;
    }
    data.close();
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
    return packer(columns, classes, (int) rows).pack(table);
  }

  private void sayPlan(ShardedData data) {
    output.say(
        "training "
            + network
            + " on "
            + Formats.count(data.trainingRows())
            + " rows in "
            + data.shards()
            + (data.shards() == 1 ? " shard" : " shards")
            + ", validating on "
            + Formats.count(data.validationRows()));
  }

  private Progress progress(ShardedData data) {
    long stepsPerEpoch = data.batches(settings.batchSize(), settings.seed()).stepsPerEpoch();
    return new Progress(output, stage, settings.epochs(), stepsPerEpoch);
  }

  private Trainer.Result train(
      ShardedData data, Columns columns, List<String> classes, Folder folder, Progress progress)
      throws IOException {
    try {
      return Trainer.train(
          session.context(),
          data,
          settings,
          options(data, columns, classes).withListener(progress));
    } catch (DivergedException diverged) {
      if (diverged.lastGood().step() > 0) {
        saveLastGood(model(diverged.lastGood(), data, columns, classes), folder);
      }
      throw diverged;
    }
  }

  /** Whether a run that is resumed had ended, and its model is there. */
  private boolean isOver(Folder folder, Configuration hadoop) throws IOException {
    CheckpointSettings checkpoint = run.checkpoint();
    return checkpoint.resume()
        && ResumedModel.isWrittenBy(
            ModelFolders.in(checkpoint.path().orElseThrow(), hadoop), settings.epochs(), folder);
  }

  /** The directory of the checkpoints is this run's until it is closed. */
  private void lockCheckpoints(Configuration hadoop) throws IOException {
    if (run.checkpoint().path().isPresent()) {
      Folders folders = ModelFolders.in(run.checkpoint().path().get(), hadoop);
      lock = Optional.of(CheckpointLock.take(folders, output::say));
      stage.holds(lock.get());
    }
  }

  @Override
  public void close() {
    lock.ifPresent(CheckpointLock::close);
  }

  /** Checkpoints of another run are neither overwritten nor mixed with new ones. */
  private void requireFreshCheckpoints(Configuration hadoop) throws IOException {
    CheckpointSettings checkpoint = run.checkpoint();
    if (checkpoint.path().isEmpty() || checkpoint.resume()) {
      return;
    }
    Folders folders = ModelFolders.in(checkpoint.path().get(), hadoop);
    if (!folders.list().isEmpty()) {
      throw new RequestException(
          folders.name()
              + " holds checkpoints of an earlier run; pass --resume to go on from the last, or set"
              + " checkpoint.path to another directory");
    }
  }

  private RunOptions options(ShardedData data, Columns columns, List<String> classes) {
    RunOptions options =
        RunOptions.DEFAULT.withEarlyStopping(run.earlyStopping()).withExchange(run.exchange());
    CheckpointSettings checkpoint = run.checkpoint();
    if (checkpoint.path().isEmpty()) {
      return options;
    }
    return options.withCheckpointing(
        new Checkpointing(
            new Checkpoints(
                    ModelFolders.in(checkpoint.path().get(), session.hadoop()),
                    checkpoint.keep(),
                    card(0, data, columns, classes),
                    Trainer.identity(data, settings, options))
                .lasting(RunLength.of(settings, checkpoint.extend()))
                .under(lock.orElseThrow()),
            checkpoint.everySteps(),
            checkpoint.everyMinutes(),
            checkpoint.everyEpochs(),
            checkpoint.resume()));
  }

  /** Saves what was learned before training diverged, but never over a model that ended well. */
  private void saveLastGood(NetworkModel model, Folder folder) throws IOException {
    Folder free = folder;
    if (folder.exists()) {
      String beside = run.model().requiredPath() + "-step-" + model.card().step();
      free = ModelFolders.at(beside, session.hadoop());
    }
    model.save(free, run.model().overwrite());
    output.say("the model as of step " + model.card().step() + " is in " + free.name());
  }

  private NetworkModel model(
      TrainingState state, ShardedData data, Columns columns, List<String> classes) {
    return new NetworkModel(card(state.step(), data, columns, classes), state.weights());
  }

  private ModelCard card(long step, ShardedData data, Columns columns, List<String> classes) {
    Map<String, String> effective = new TreeMap<>(run.effective());
    effective.put("train.shards", String.valueOf(data.shards()));
    return new ModelCard(
        network,
        columns.features(),
        columns.labels(),
        classes,
        data.scaling(),
        step,
        settings.seed(),
        effective);
  }

  private ObjectNode json(TrainingReport report, Folder folder, ShardedData data, double seconds) {
    ObjectNode json = Output.object();
    json.put("command", "train");
    json.put("model", folder.name());
    json.put("network", network.toString());
    json.put("trainingRows", data.trainingRows());
    json.put("validationRows", data.validationRows());
    json.put("shards", data.shards());
    json.put("seconds", seconds);
    report.addTo(json);
    return json;
  }
}

package org.summand.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.summand.cli.config.CheckpointSettings;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Formats;
import org.summand.cli.output.Hint;
import org.summand.cli.output.JobProgress;
import org.summand.cli.output.Output;
import org.summand.cli.output.ProfileReport;
import org.summand.cli.output.TrainingReport;
import org.summand.cli.table.ClassNames;
import org.summand.cli.table.TableReader;
import org.summand.data.BadDataException;
import org.summand.model.Folder;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.spark.CheckpointPolicy;
import org.summand.spark.RunOptions;
import org.summand.spark.Trainer;
import org.summand.spark.cluster.TaskSlots;
import org.summand.spark.exchange.Forecast;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.DivergedException;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointLock;
import org.summand.train.checkpoint.CheckpointStore;
import org.summand.train.checkpoint.RunLength;
import org.summand.train.optim.TrainingState;

/** A run from the data to the model. */
public final class TrainingRun implements AutoCloseable {
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
  public TrainingRun(RunConfiguration run, Session session, Output output, boolean profiles) {
    this.profiles = profiles;
    this.run = run;
    this.session = session;
    this.output = output;
    settings = run.training();
    network = settings.network();
  }

  public void run() throws IOException {
    long startedAt = System.nanoTime();
    Configuration hadoop = session.hadoop();
    ModelSaver saver = new ModelSaver(run.model(), hadoop);
    stage = new TrainingStage(output, saver.folder().name(), run.checkpoint().path());
    Interruption.watch(stage);
    Optional<CheckpointPlace> checkpoints = CheckpointPlace.of(run, hadoop);
    boolean isOver = checkpoints.isPresent() && checkpoints.get().isOver(saver.folder());
    if (!isOver) {
      saver.requireWritable(network.weightCount());
    }
    if (checkpoints.isPresent()) {
      checkpoints.get().requireUsable();
      lock = Optional.of(checkpoints.get().lock(output::say));
      stage.holds(lock.get());
      checkpoints.get().requireFresh();
    }
    session.requireDevice(settings.device());
    TableReader reader = TableReader.of(run.data(), network.inputs(), true, hadoop);
    output.say("reading " + run.data().requiredPath());
    Dataset<Row> table = reader.read(session.spark(), output::say);
    Columns columns = columns(table);
    try (ShardedData data = reader.namingRows(session.spark(), () -> pack(table, columns))) {
      List<String> classes = data.classNames();
      sayPlan(data);
      Progress progress = progress(data);
      Trainer.Result result = train(data, columns, classes, saver, progress);
      if (result.end() == Trainer.End.LISTENER) {
        throw new Interruption.Interrupted();
      }
      stage.saves();
      Optional<SavedElsewhereException> elsewhere = Optional.empty();
      Folder folder = saver.folder();
      if (!(isOver && ResumedModel.isThere(folder, result.state().weights()))) {
        try {
          saver.save(model(result.state(), data, columns, classes));
        } catch (SavedElsewhereException saved) {
          elsewhere = Optional.of(saved);
          folder = saved.folder();
        }
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
      Optional<String> hint = Hint.of(result, run.data().scaling());
      hint.ifPresent(sentence -> json.put("hint", sentence));
      output.result(text + "the model is in " + folder.name(), json);
      hint.ifPresent(output::say);
      if (elsewhere.isPresent()) {
        throw elsewhere.get();
      }
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
      return ShardPacker.builder(network, columns)
          .classNames(classes)
          .scaling(data.scaling())
          .classWeights(data.classWeights())
          .shards(shards)
          .validationFraction(data.validationFraction())
          .seed(settings.seed())
          .build();
    } catch (IllegalArgumentException unfit) {
      throw new RequestException("data: " + unfit.getMessage(), unfit);
    }
  }

  @SuppressWarnings("try") // Progress is shown while it is open.
  private ShardedData pack(Dataset<Row> table, Columns columns) {
    int wanted = run.shards().orElseGet(() -> TaskSlots.of(session.context()));
    ShardedData data;
    try (JobProgress shown = new JobProgress("packing", session.context(), output)) {
      data =
          ClassNames.pack(
              table,
              columns.labels(),
              network,
              output::say,
              classes -> packer(columns, classes, wanted).pack(table));
    }
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
    return packer(columns, data.classNames(), (int) rows).pack(table);
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
      ShardedData data, Columns columns, List<String> classes, ModelSaver saver, Progress progress)
      throws IOException {
    try {
      return Trainer.train(
          session.context(),
          data,
          settings,
          options(data, columns, classes).withListener(progress));
    } catch (DivergedException diverged) {
      if (diverged.lastGood().step() > 0) {
        NetworkModel lastGood = model(diverged.lastGood(), data, columns, classes);
        Folder folder = saver.saveUnfinished(lastGood);
        output.say("the model as of step " + lastGood.card().step() + " is in " + folder.name());
      }
      throw diverged;
    }
  }

  @Override
  public void close() {
    lock.ifPresent(CheckpointLock::close);
  }

  private RunOptions options(ShardedData data, Columns columns, List<String> classes) {
    RunOptions options =
        RunOptions.DEFAULT.withEarlyStopping(run.earlyStopping()).withExchange(run.exchange());
    CheckpointSettings checkpoint = run.checkpoint();
    if (checkpoint.path().isEmpty()) {
      return options;
    }
    return options.withCheckpointing(
        new CheckpointPolicy(
            new CheckpointStore(
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

  private NetworkModel model(
      TrainingState state, ShardedData data, Columns columns, List<String> classes) {
    return new NetworkModel(card(state.step(), data, columns, classes), state.weights());
  }

  private ModelMetadata card(long step, ShardedData data, Columns columns, List<String> classes) {
    Map<String, String> effective = new TreeMap<>(run.effective());
    effective.put("train.shards", String.valueOf(data.shards()));
    return new ModelMetadata(
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

package org.summand.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.summand.cli.config.RunConfiguration;
import org.summand.cli.config.TrainingOutline;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Output;
import org.summand.model.Folder;
import org.summand.model.NetworkModel;
import org.summand.spark.Candidate;
import org.summand.spark.TableTrials;
import org.summand.spark.Trainer;
import org.summand.spark.shard.ShardedData;
import org.summand.train.DivergedException;
import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointLock;

/** A run from the data to the model. */
public final class TrainingRun implements AutoCloseable {
  private final RunConfiguration run;
  private final LazySparkSession session;
  private final Output output;
  private final boolean profiles;
  private final RowPacking packing;
  private final ModelSaver saver;
  private final TrainingPhase phase;
  private final Optional<TuningRequest> tuning;
  private Optional<CheckpointLock> lock = Optional.empty();
  private Optional<Tuned> tuned = Optional.empty();

  /**
   * @param profiles whether to tell where the time went
   * @param tuning how far settings are to be tuned; empty where they are not
   */
  public TrainingRun(
      RunConfiguration run,
      LazySparkSession session,
      Output output,
      boolean profiles,
      Optional<TuningRequest> tuning) {
    this.profiles = profiles;
    this.tuning = tuning;
    tuning.ifPresent(request -> request.requireFit(run));
    this.run = run;
    this.session = session;
    this.output = output;
    packing = new RowPacking(run, session, output);
    saver = new ModelSaver(run.model(), session.hadoop());
    phase = new TrainingPhase(output, saver.folder().name(), run.checkpoint().path());
  }

  /** Checks what can be checked before rows are read, reads, trains, saves and reports. */
  public void run() throws IOException {
    long startedAt = System.nanoTime();
    Interruption.watch(phase);
    boolean wasOver = prepareDirectories();
    Optional<TryFile> tries = tries();
    session.requireDevice(run.training().device());
    TrainingPlan plan = packing.plan();
    plan.sentences(run).forEach(output::say);
    try (PackedRows rows = packing.pack(plan)) {
      plan.sentencesOf(rows, run).forEach(output::say);
      rows.warnings().forEach(warning -> output.say("warning: " + warning));
      RunLearning learning =
          tries.isPresent()
              ? tuned(plan, rows, tries.get(), startedAt)
              : learning(plan, rows, wasOver);
      TrainingSettings settings = learning.settings();
      output.say(TrainingPlan.sentence(settings.network()));
      output.say(rows.description(settings));
      ModelFactory models = new ModelFactory(run, settings, rows);
      TrainingProgress progress = progress(rows.data(), settings);
      Trainer.Result result = train(rows.data(), models, learning.earlyStopping(), progress);
      if (result.end() == Trainer.End.LISTENER) {
        throw new Interruption.Interrupted();
      }
      phase.saves();
      Optional<SavedElsewhereException> elsewhere = save(result, models, wasOver);
      phase.saved();
      Folder folder = elsewhere.map(SavedElsewhereException::folder).orElse(saver.folder());
      TrainingResult outcome =
          new TrainingResult(run, models.network(), learning, result, rows, progress, tuned);
      double seconds = (System.nanoTime() - startedAt) / 1e9;
      outcome.print(output, folder, seconds, profiles ? Optional.of(session) : Optional.empty());
      if (elsewhere.isPresent()) {
        throw elsewhere.get();
      }
    }
  }

  /**
   * Checks that model and checkpoints can be written, as far as their size is known before the
   * table is, and makes the directory of the checkpoints this run's.
   *
   * @return whether the run to resume had ended, and its model is there
   */
  private boolean prepareDirectories() throws IOException {
    Optional<CheckpointDirectory> checkpoints = CheckpointDirectory.of(run, session.hadoop());
    boolean isOver = checkpoints.isPresent() && checkpoints.get().isOver(saver.folder());
    TrainingSettings least = run.training().least();
    if (!isOver) {
      saver.requireWritable(least.network().weightCount());
    }
    if (checkpoints.isPresent()) {
      checkpoints.get().requireUsable(least);
      lock = Optional.of(checkpoints.get().lock(output::say));
      phase.holds(lock.get());
      checkpoints.get().requireFresh();
    }
    return isOver;
  }

  /** The table of tries, where settings are tuned; that it can be written was checked. */
  private Optional<TryFile> tries() throws IOException {
    if (tuning.isEmpty()) {
      return Optional.empty();
    }
    TryFile file = new TryFile(run, session.hadoop());
    boolean resume = tuning.get().resume();
    if (!file.open(resume) && resume) {
      output.say("there are no tries to go on from; tuning begins anew");
    }
    return Optional.of(file);
  }

  /** What learns from the rows, by settings that are tuned. */
  private RunLearning tuned(TrainingPlan plan, PackedRows rows, TryFile tries, long startedAt)
      throws IOException {
    Tuner tuner =
        new Tuner(
            tuning.orElseThrow(), run, rows, starts(plan, rows), tries, output, phase, startedAt);
    Tuned found = tuner.tune(session);
    tuned = Optional.of(found);
    TrainingSettings settings = found.trained().settings();
    requireRoom(settings, false);
    return new RunLearning(settings, found.trained().earlyStopping());
  }

  /** What would be trained without tuning. */
  private List<Candidate> starts(TrainingPlan plan, PackedRows rows) {
    TrainingOutline outline = run.training();
    if (outline.said().isEmpty()) {
      return TableTrials.candidates(
          rows.data(), rows.head(), outline.overlay(), outline.stopping());
    }
    return List.of(
        new Candidate(
            Optional.empty(),
            outline.settings(packing.network(plan, rows)),
            outline.stopping().apply(EarlyStopping.NEVER)));
  }

  /** What learns from the rows, which may have to be tried out first. */
  private RunLearning learning(TrainingPlan plan, PackedRows rows, boolean isOver)
      throws IOException {
    TrainingOutline outline = run.training();
    if (outline.said().isPresent()) {
      TrainingSettings settings = outline.settings(packing.network(plan, rows));
      requireRoom(settings, isOver);
      return new RunLearning(settings, outline.stopping().apply(EarlyStopping.NEVER));
    }
    NetworkTrials trials = new NetworkTrials(run, rows, output, phase);
    requireRoom(trials.largest(), isOver);
    Candidate chosen = trials.best(session);
    return new RunLearning(chosen.settings(), chosen.earlyStopping());
  }

  /** Checks the size of what will be written, where it was not known before. */
  private void requireRoom(TrainingSettings settings, boolean isOver) throws IOException {
    if (run.training().network().network().isPresent()) {
      return;
    }
    if (!isOver) {
      saver.requireWritable(settings.network().weightCount());
    }
    Optional<CheckpointDirectory> checkpoints = CheckpointDirectory.of(run, session.hadoop());
    if (checkpoints.isPresent()) {
      checkpoints.get().requireUsable(settings);
    }
  }

  private TrainingProgress progress(ShardedData data, TrainingSettings settings) {
    long stepsPerEpoch = settings.batches(data.layout()).stepsPerEpoch();
    return new TrainingProgress(output, phase, settings.epochs(), stepsPerEpoch);
  }

  private Trainer.Result train(
      ShardedData data, ModelFactory models, EarlyStopping stopping, TrainingProgress progress)
      throws IOException {
    TrainingSettings settings = models.settings();
    TrainerOptions options = new TrainerOptions(run, settings, stopping, session.hadoop(), lock);
    try {
      return Trainer.train(
          session.context(),
          data,
          settings,
          options.forRun(data, models.metadata(0)).withListener(progress));
    } catch (DivergedException diverged) {
      if (diverged.lastGood().step() > 0) {
        NetworkModel lastGood = models.model(diverged.lastGood());
        Folder folder = saver.saveUnfinished(lastGood);
        output.say(
            "the model as of step " + lastGood.metadata().step() + " is in " + folder.name());
      }
      throw diverged;
    }
  }

  /** Saves the model, unless the run was over before and it is there; where, if elsewhere. */
  private Optional<SavedElsewhereException> save(
      Trainer.Result result, ModelFactory models, boolean wasOver) throws IOException {
    if (wasOver && ResumedModel.isThere(saver.folder(), result.state().weights())) {
      return Optional.empty();
    }
    try {
      saver.save(models.model(result.state()));
      return Optional.empty();
    } catch (SavedElsewhereException elsewhere) {
      return Optional.of(elsewhere);
    }
  }

  @Override
  public void close() {
    lock.ifPresent(CheckpointLock::close);
  }
}

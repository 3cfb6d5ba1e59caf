package org.summand.train.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.model.Folders;
import org.summand.model.ModelFormatException;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.model.SavedState;
import org.summand.train.Temperature;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.TrainingState;

/**
 * The checkpoints of a run in one directory, a folder for each: {@code step-000000001200}. A
 * checkpoint is a model directory with the optimiser's moments beside the weights; it appears whole
 * or not at all, and the last good one is not deleted before the next is there.
 *
 * <p>A run that continues from one ends in the same bits as a run that was never interrupted.
 */
public final class CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final Pattern NAME = Pattern.compile("step-\\d{12}");
  private static final String MOMENT = "moment";
  private static final String BEST = "best";

  private final Folders folders;
  private final int keep;
  private final ModelMetadata metadata;
  private final Map<String, String> identity;
  private final Optional<RunLength> length;
  private Optional<CheckpointLock> lock;

  /**
   * @param keep how many to keep, the last ones; 1 or more
   * @param metadata what a checkpoint says of its network; step and configuration are filled in
   * @param identity all that decides the run's outcome, by name: a checkpoint of another run is
   *     refused, and the name of what differs is said
   */
  public CheckpointStore(
      Folders folders, int keep, ModelMetadata metadata, Map<String, String> identity) {
    this(folders, keep, metadata, identity, Optional.empty(), Optional.empty());
  }

  private CheckpointStore(
      Folders folders,
      int keep,
      ModelMetadata metadata,
      Map<String, String> identity,
      Optional<RunLength> length,
      Optional<CheckpointLock> lock) {
    if (keep < 1) {
      throw new IllegalArgumentException(
          "the number of checkpoints to keep is at least 1, not " + keep);
    }
    this.folders = folders;
    this.keep = keep;
    this.metadata = metadata;
    this.identity = new TreeMap<>(identity);
    this.length = length;
    this.lock = lock;
  }

  /** The same for a run that may go on for longer than it was begun with, by the rule. */
  public CheckpointStore lasting(RunLength rule) {
    return new CheckpointStore(folders, keep, metadata, identity, Optional.of(rule), lock);
  }

  /** The same in a directory that is locked already. */
  public CheckpointStore under(CheckpointLock held) {
    return new CheckpointStore(folders, keep, metadata, identity, length, Optional.of(held));
  }

  /**
   * Makes the directory this run's until the lock is closed.
   *
   * @param say hears what takes time, in sentences
   * @throws CheckpointsInUseException where it is another's
   */
  public CheckpointLock lock(Consumer<String> say) throws IOException {
    if (lock.isEmpty() || !lock.get().hold()) {
      lock = Optional.of(CheckpointLock.take(folders, say));
    }
    return lock.get();
  }

  /** Where they are, as a person would write it. */
  public String name() {
    return folders.name();
  }

  /** Whether a directory of this name is one. */
  public static boolean isCheckpoint(String name) {
    return NAME.matcher(name).matches();
  }

  /** Writes a checkpoint, then deletes those that are one too many. */
  public void save(Checkpoint checkpoint) throws IOException {
    if (lock.isPresent()) {
      lock.get().requireHeld();
    }
    TrainingState state = checkpoint.state();
    Map<String, float[]> arrays = new TreeMap<>();
    for (int i = 0; i < state.moments().size(); i++) {
      arrays.put(MOMENT + (i + 1), state.moments().get(i));
    }
    checkpoint.progress().bestWeights().ifPresent(best -> arrays.put(BEST, best));
    Map<String, String> configuration = new TreeMap<>(identity);
    configuration.putAll(checkpoint.progress().toTexts());
    ModelMetadata saved = metadata.with(state.step(), configuration);
    new SavedState(new NetworkModel(saved, state.weights()), arrays)
        .save(folders.folder(name(state.step())), true);
    deleteOld(name(state.step()));
    folders.deleteLeftovers();
  }

  /**
   * Checkpoints of later steps do not count: they were damaged, or the run would have gone on from
   * them.
   */
  private void deleteOld(String last) throws IOException {
    List<String> names = names().stream().filter(name -> name.compareTo(last) <= 0).toList();
    for (String old : names.subList(0, Math.max(0, names.size() - keep))) {
      folders.delete(old);
    }
  }

  /**
   * The last checkpoint that is whole; a damaged one is passed over, with a warning.
   *
   * @param moments how many arrays of moments the run's optimiser has
   * @return empty where there is none
   * @throws ModelFormatException where the last whole one is of another run
   */
  public Optional<Checkpoint> last(int moments) throws IOException {
    List<String> newestFirst = new ArrayList<>(names());
    Collections.reverse(newestFirst);
    for (String name : newestFirst) {
      List<String> differences;
      Optional<String> tooLong;
      try {
        SavedState saved = SavedState.load(folders.folder(name));
        differences = differences(saved.model().metadata());
        tooLong = unfitLength(saved.model().metadata());
        if (differences.isEmpty() && tooLong.isEmpty()) {
          return Optional.of(checkpoint(saved, moments, name));
        }
      } catch (ModelFormatException damaged) {
        LOG.warn("The checkpoint before is used: {}", damaged.getMessage());
        continue;
      }
      throw differences.isEmpty()
          ? new ModelFormatException(folders.name() + "/" + name + ": " + tooLong.orElseThrow())
          : ofAnotherRun(name, differences);
    }
    if (!newestFirst.isEmpty()) {
      LOG.warn("No checkpoint in {} is whole; training begins anew.", folders.name());
    }
    return Optional.empty();
  }

  private Checkpoint checkpoint(SavedState saved, int moments, String name) {
    NetworkModel model = saved.model();
    List<float[]> found = new ArrayList<>();
    for (int i = 1; i <= moments && saved.arrays().containsKey(MOMENT + i); i++) {
      found.add(saved.arrays().get(MOMENT + i));
    }
    try {
      // Whoever writes the right identity beside other arrays means harm.
      if (found.size() < moments || !model.network().equals(metadata.network())) {
        throw new IllegalArgumentException("it does not hold what it says it is of");
      }
      EpochProgress progress =
          EpochProgress.ofTexts(
              model.metadata().configuration(), Optional.ofNullable(saved.arrays().get(BEST)));
      if (!progress.isOf(metadata.network())) {
        throw new IllegalArgumentException("its epochs are those of another network");
      }
      return new Checkpoint(
          new TrainingState(model.weights(), found, model.metadata().step()), progress);
    } catch (IllegalArgumentException unfit) {
      throw new ModelFormatException(
          folders.name() + "/" + name + " cannot be gone on from: " + unfit.getMessage(), unfit);
    }
  }

  private List<String> differences(ModelMetadata found) {
    List<String> differences = new ArrayList<>();
    identity.forEach(
        (what, now) -> {
          String then = found.configuration().get(what);
          boolean mayDiffer = length.isPresent() && what.equals(TrainingSettings.EPOCHS);
          if (!now.equals(then) && !mayDiffer) {
            differences.add("%s was '%.200s' and is '%s' now".formatted(what, then, now));
          }
        });
    return differences;
  }

  private Optional<String> unfitLength(ModelMetadata found) {
    try {
      return length.flatMap(
          rule ->
              rule.refusal(found.configuration().getOrDefault(TrainingSettings.EPOCHS, "missing")));
    } catch (NumberFormatException noNumber) {
      throw new ModelFormatException(
          folders.name() + " has a checkpoint without its number of epochs", noNumber);
    }
  }

  private ModelFormatException ofAnotherRun(String name, List<String> differences) {
    return new ModelFormatException(
        folders.name()
            + "/"
            + name
            + " is a checkpoint of another run: "
            + String.join("; ", differences)
            + ". Continue with the same settings and data, or choose another directory");
  }

  /**
   * Whether the run that keeps its checkpoints in a directory has ended with these weights,
   * whatever temperature they were divided by since.
   *
   * @param epochs how long it was to be; empty for any length
   */
  public static boolean endedWith(Folders folders, OptionalInt epochs, float[] weights)
      throws IOException {
    List<String> names = names(folders);
    if (names.isEmpty()) {
      return false;
    }
    try {
      SavedState last = SavedState.load(folders.folder(names.get(names.size() - 1)));
      String then = last.model().metadata().configuration().get(TrainingSettings.EPOCHS);
      float[] remaining = last.arrays().getOrDefault(BEST, last.model().weights());
      return (epochs.isEmpty() || String.valueOf(epochs.getAsInt()).equals(then))
          && Temperature.isDivided(last.model().network(), weights, remaining);
    } catch (ModelFormatException damaged) {
      return false;
    }
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "step-%012d", step);
  }

  /** The names of the checkpoints, the oldest first. */
  private List<String> names() throws IOException {
    return names(folders);
  }

  private static List<String> names(Folders folders) throws IOException {
    return folders.list().stream().filter(CheckpointStore::isCheckpoint).sorted().toList();
  }
}

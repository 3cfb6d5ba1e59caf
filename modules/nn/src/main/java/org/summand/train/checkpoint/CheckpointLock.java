package org.summand.train.checkpoint;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.model.Folders;

/**
 * Lets a directory of checkpoints belong to one run at a time, by a file there that names its owner
 * and changes every few seconds as long as the owner lives.
 *
 * <p>No clock is believed: on the owner's machine it is asked whether its process lives, elsewhere
 * the file is watched for longer than several heartbeats. The owner looks at the file, too, before
 * it changes anything: one that slept through so long a time finds another's name, and ends.
 */
public final class CheckpointLock implements AutoCloseable {
  /** The file's name. */
  static final String FILE = "lock";

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointLock.class);
  private static final int MOST_TRIES = 3;

  /**
   * How long things take.
   *
   * @param beat the milliseconds between two changes of the file
   * @param watch the milliseconds without a change after which the owner counts as dead
   */
  record Pace(long beat, long watch) {
    static final Pace USUAL = new Pace(5_000, 30_000);
  }

  private final Folders folders;
  private final LockOwner owner = LockOwner.here();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          beat -> {
            Thread thread = new Thread(beat, "heartbeat of " + FILE);
            thread.setDaemon(true);
            return thread;
          });
  private int holders = 1;
  private long beats;
  private boolean isWarned;
  private boolean isClosed;

  private CheckpointLock(Folders folders) {
    this.folders = folders;
  }

  /**
   * Takes the lock of a directory, from a run that died with it, too.
   *
   * @param say hears what takes time, and whom it was taken from, in sentences
   * @throws CheckpointsInUseException where a run holds it that lives
   */
  public static CheckpointLock take(Folders folders, Consumer<String> say) throws IOException {
    return take(folders, say, Pace.USUAL);
  }

  static CheckpointLock take(Folders folders, Consumer<String> say, Pace pace) throws IOException {
    CheckpointLock lock = new CheckpointLock(folders);
    try {
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        if (folders.create(FILE, lock.owner.text(0))) {
          lock.heart.scheduleWithFixedDelay(
              lock::beat, pace.beat(), pace.beat(), TimeUnit.MILLISECONDS);
          return lock;
        }
        lock.removeIfDead(say, pace);
      }
      throw new CheckpointsInUseException(
          folders.name() + " is being taken by several runs at once; try again");
    } catch (IOException | RuntimeException refused) {
      lock.heart.shutdownNow();
      throw refused;
    }
  }

  private void removeIfDead(Consumer<String> say, Pace pace) throws IOException {
    Optional<String> found = folders.read(FILE);
    if (found.isEmpty()) {
      return; // given back just now
    }
    String text = found.get();
    Optional<LockOwner> other = LockOwner.parse(text);
    String words = other.map(LockOwner::words).orElse("a run that did not say which");
    boolean lives =
        other.flatMap(LockOwner::lives).isPresent()
            ? other.flatMap(LockOwner::lives).get()
            : changes(text, words, say, pace);
    if (lives) {
      throw new CheckpointsInUseException(
          folders.name()
              + " is in use by "
              + words
              + "; wait for its end, or set checkpoint.path to another directory");
    }
    if (folders.read(FILE).equals(found)) {
      folders.deleteFile(FILE);
      say.accept(folders.name() + " was held by " + words + ", which is dead; it is taken over");
    }
  }

  /** Watches the file, which is longer the same than an owner that lives would leave it. */
  private boolean changes(String text, String words, Consumer<String> say, Pace pace)
      throws IOException {
    say.accept(
        folders.name()
            + " is held by "
            + words
            + "; waiting up to "
            + Math.max(1, pace.watch() / 1000)
            + " seconds to see whether it lives");
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pace.watch());
    while (System.nanoTime() < until) {
      try {
        Thread.sleep(Math.max(1, pace.beat() / 5));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for " + folders.name(), stopped);
      }
      Optional<String> now = folders.read(FILE);
      if (now.isPresent() && !now.get().equals(text)) {
        return true;
      }
      if (now.isEmpty()) {
        return false;
      }
    }
    return false;
  }

  /** Shows that the owner lives. A file that cannot be written ends no run. */
  private synchronized void beat() {
    if (isClosed) {
      return;
    }
    try {
      if (isAnothers().isEmpty()) {
        folders.write(FILE, owner.text(++beats));
      }
    } catch (IOException | RuntimeException unwritten) {
      if (!isWarned) {
        isWarned = true;
        LOG.warn(
            "The file {}/{} cannot be renewed ({}), so that another run may take the directory.",
            folders.name(),
            FILE,
            unwritten.getMessage());
      }
    }
  }

  /** Who has taken the directory meanwhile. */
  private Optional<String> isAnothers() throws IOException {
    return folders
        .read(FILE)
        .filter(text -> !text.isEmpty())
        .filter(text -> !LockOwner.parse(text).map(LockOwner::id).equals(Optional.of(owner.id())))
        .map(text -> LockOwner.parse(text).map(LockOwner::words).orElse("another run"));
  }

  /**
   * Checks that the directory is still this run's, as far as that can be read.
   *
   * @throws CheckpointsInUseException where another has it
   */
  void requireHeld() throws CheckpointsInUseException {
    Optional<String> other;
    try {
      other = isAnothers();
    } catch (IOException unreadable) {
      return; // what is to be written next will tell
    }
    if (other.isPresent()) {
      throw new CheckpointsInUseException(
          folders.name()
              + " was taken over by "
              + other.get()
              + ", as this run did not renew its lock for too long; it ends here, so that they do"
              + " not delete each other's checkpoints");
    }
  }

  /** Holds it once more, if it is still held: who takes part in a run closes it, too. */
  synchronized boolean hold() {
    if (isClosed) {
      return false;
    }
    holders++;
    return true;
  }

  /** Gives the directory back, when the last who holds it does. */
  @Override
  public void close() {
    synchronized (this) {
      holders--;
      if (holders > 0) {
        return;
      }
    }
    giveBack();
  }

  /** Gives the directory back, whoever else holds it: the process ends. */
  public void giveBack() {
    heart.shutdownNow();
    synchronized (this) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      try {
        if (isAnothers().isEmpty()) {
          folders.deleteFile(FILE);
        }
      } catch (IOException left) {
        LOG.warn(
            "The file {}/{} could not be deleted ({}); the next run will find its owner dead.",
            folders.name(),
            FILE,
            left.getMessage());
      }
    }
  }
}

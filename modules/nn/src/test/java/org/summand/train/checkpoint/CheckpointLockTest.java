package org.summand.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.model.Folder;
import org.summand.model.Folders;
import org.summand.model.LocalFolders;

/** Two runs, or a run and what a dead one left, at the directory of one run's checkpoints. */
class CheckpointLockTest {
  private static final CheckpointLock.Pace QUICK = new CheckpointLock.Pace(10, 300);

  /** No beat falls into a test. */
  private static final CheckpointLock.Pace ASLEEP = new CheckpointLock.Pace(600_000, 300);

  @TempDir Path directory;

  private final List<String> said = new ArrayList<>();

  private Folders folders() {
    return new LocalFolders(directory.resolve("checkpoints"));
  }

  private Path file() {
    return directory.resolve("checkpoints/lock");
  }

  private CheckpointLock take() throws IOException {
    return CheckpointLock.take(folders(), said::add, QUICK);
  }

  private void leave(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
  }

  private static LockOwner owner(String place, long process, String started) {
    LockOwner here = LockOwner.here();
    return new LockOwner("somebody", "far", place, process, started, here.since());
  }

  private static String here() {
    return LockOwner.here().place();
  }

  @Test
  void aSecondRunIsToldWhoHoldsIt() throws IOException {
    CheckpointLock first = take();
    assertThatThrownBy(this::take)
        .isInstanceOf(CheckpointsInUseException.class)
        .hasMessageContaining("is in use by the run of process " + ProcessHandle.current().pid())
        .hasMessageContaining("checkpoint.path");
    assertThat(first.hold()).isTrue();
    first.close();
    assertThatThrownBy(this::take).isInstanceOf(CheckpointsInUseException.class);
    first.close();
    assertThat(first.hold()).isFalse();
    assertThat(file()).doesNotExist();
    take().close();
    assertThat(said).isEmpty();
  }

  @Test
  void ofManyAtOnceOneHasIt() throws Exception {
    Queue<CheckpointLock> taken = new ConcurrentLinkedQueue<>();
    CountDownLatch ready = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  ready.await();
                  taken.add(CheckpointLock.take(folders(), sentence -> {}, QUICK));
                } catch (IOException | InterruptedException refused) {
                  assertThat(refused).isInstanceOf(CheckpointsInUseException.class);
                }
              });
      thread.start();
      threads.add(thread);
    }
    ready.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    // One that went on beating would write where the folder is being deleted.
    taken.forEach(CheckpointLock::close);
    assertThat(taken).hasSize(1);
  }

  @Test
  void aRunThatWasKilledOnThisMachineHasLostIt() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    leave(owner(here(), process.pid(), "1").text(7));
    take().close();
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("process " + process.pid() + " on far", "is taken over");
  }

  @Test
  void aNumberThatIsAnotherProcessesNowIsNotTheOwner() throws IOException {
    leave(owner(here(), ProcessHandle.current().pid(), "1").text(7));
    take().close();
    assertThat(said).hasSize(1);
  }

  @Test
  void aClockThatJumpsMakesNoSecondOwner() throws IOException {
    LockOwner here = LockOwner.here();
    for (String since : List.of("1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z")) {
      leave(
          new LockOwner(here.id(), here.host(), here.place(), here.process(), here.started(), since)
              .text(1));
      assertThatThrownBy(this::take).hasMessageContaining("since " + since);
    }
  }

  @Test
  void aHeartThatBeatsElsewhereIsNotDisturbed() throws Exception {
    LockOwner elsewhere = owner("elsewhere", 1, "1");
    leave(elsewhere.text(1));
    Thread heart =
        new Thread(
            () -> {
              try {
                for (int beat = 2; beat < 500; beat++) {
                  Thread.sleep(10);
                  Files.writeString(file(), elsewhere.text(beat));
                }
              } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    heart.start();
    assertThatThrownBy(this::take)
        .isInstanceOf(CheckpointsInUseException.class)
        .hasMessageContaining("process 1 on far");
    heart.interrupt();
    heart.join();
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("waiting up to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "id=x", "id=x\nbeat=y\nprocess=z\n", "=\0=\n{}"})
  void whatIsLeftThereAndNeverChangesIsTakenOver(String text) throws IOException {
    leave(text);
    take().close();
    assertThat(said).hasSize(2);
    assertThat(said.get(1)).contains("is taken over");
  }

  @Test
  void aDeadHeartElsewhereIsTakenOver() throws IOException {
    leave(owner("elsewhere", ProcessHandle.current().pid(), "1").text(1));
    take().close();
    assertThat(said).hasSize(2);
  }

  @Test
  void theHeartBeats() throws Exception {
    try (CheckpointLock lock = take()) {
      String before = Files.readString(file());
      while (Files.readString(file()).equals(before)) {
        Thread.sleep(1);
      }
      Files.delete(file());
      while (!Files.exists(file())) {
        Thread.sleep(1);
      }
      lock.requireHeld();
    }
  }

  @Test
  void whoSleptThroughATakeoverEndsAndLeavesTheOthersFile() throws IOException {
    CheckpointLock lock = CheckpointLock.take(folders(), said::add, ASLEEP);
    String others = owner("elsewhere", 1, "1").text(3);
    leave(others);
    assertThatThrownBy(lock::requireHeld)
        .isInstanceOf(CheckpointsInUseException.class)
        .hasMessageContaining("was taken over by the run of process 1 on far");
    lock.close();
    assertThat(file()).hasContent(others);
  }

  /** A directory in which nothing can be written any more. */
  private record Failing(Folders folders) implements Folders {
    @Override
    public String name() {
      return folders.name();
    }

    @Override
    public List<String> directories() throws IOException {
      return folders.directories();
    }

    @Override
    public Folder folder(String name) throws IOException {
      return folders.folder(name);
    }

    @Override
    public void delete(String name) throws IOException {
      throw new IOException("read-only file system");
    }

    @Override
    public boolean create(String file, String text) throws IOException {
      return folders.create(file, text);
    }

    @Override
    public void write(String file, String text) throws IOException {
      throw new IOException("read-only file system");
    }

    @Override
    public Optional<String> read(String file) throws IOException {
      return folders.read(file);
    }

    @Override
    public void deleteFile(String file) throws IOException {
      throw new IOException("read-only file system");
    }
  }

  @Test
  void aFileThatCannotBeRenewedEndsNoRun() throws Exception {
    CheckpointLock lock = CheckpointLock.take(new Failing(folders()), said::add, QUICK);
    Thread.sleep(5 * QUICK.beat());
    lock.requireHeld();
    lock.close();
    assertThat(file()).exists();
  }
}

package org.summand.compute.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsTest {
  private static final String HERE = "machine a\nwork b";

  @TempDir Path folder;

  @Test
  void verdictIsKeptForItsCircumstancesAlone() {
    verdicts().keep(HERE, "opencl:0");
    assertThat(verdicts().find(HERE)).contains("opencl:0");
    assertThat(verdicts().find(HERE + "c")).isEmpty();
    verdicts().keep(HERE, "cpu");
    assertThat(verdicts().find(HERE)).contains("cpu");
  }

  @Test
  void forgottenVerdictIsGone() {
    verdicts().keep(HERE, "cpu");
    verdicts().forget();
    assertThat(verdicts().find(HERE)).isEmpty();
  }

  @Test
  void damagedFileIsNoVerdict() throws IOException {
    verdicts().keep(HERE, "cpu");
    String sound = Files.readString(file());
    for (String damaged :
        List.of("", "\0\0\0", sound.substring(0, sound.length() / 2), "x" + sound, sound + "x")) {
      Files.writeString(file(), damaged);
      assertThat(verdicts().find(HERE)).as(damaged).isEmpty();
    }
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(verdicts().find(HERE)).as("no UTF-8").isEmpty();
    Files.writeString(file(), sound + "x".repeat(1 << 20));
    assertThat(verdicts().find(HERE)).as("too long").isEmpty();
  }

  @Test
  void fileOfOtherCircumstancesIsNoVerdict() throws IOException {
    verdicts().keep(HERE, "cpu");
    Files.writeString(file(), Files.readString(file()).replace("machine a", "machine z"));
    assertThat(verdicts().find(HERE)).isEmpty();
  }

  @Test
  void oldVerdictAndOneOfTheFutureDoNotCount() throws IOException {
    verdicts().keep(HERE, "cpu");
    for (int days : new int[] {-400, 400}) {
      Instant time = Instant.now().plus(Duration.ofDays(days));
      Files.setLastModifiedTime(file(), FileTime.from(time));
      assertThat(verdicts().find(HERE)).as("%d days", days).isEmpty();
    }
  }

  @Test
  void folderThatCannotBeMadeIsNoMatter() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Verdicts nowhere = new Verdicts(Optional.of(file.resolve("devices")));
    nowhere.keep(HERE, "cpu");
    nowhere.forget();
    assertThat(nowhere.find(HERE)).isEmpty();
    assertThat(new Verdicts(Optional.empty()).find(HERE)).isEmpty();
  }

  @Test
  void directoryInPlaceOfTheFileIsNoMatter() throws IOException {
    verdicts().keep(HERE, "cpu");
    Path file = file();
    Files.delete(file);
    Files.createDirectories(file.resolve("below"));
    verdicts().keep(HERE, "cpu");
    verdicts().forget();
    assertThat(verdicts().find(HERE)).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void filesDoNotBecomeMoreAndMore() throws IOException {
    IntStream.range(0, 500).forEach(i -> verdicts().keep("work " + i, "cpu"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.count()).isLessThanOrEqualTo(200);
    }
  }

  @Test
  void theyLieInTheUsersCache() {
    assertThat(Verdicts.folder("/var/cache/me", "/home/me"))
        .contains(Path.of("/var/cache/me/summand/devices"));
    Path usual = Path.of("/home/me/.cache/summand/devices");
    assertThat(Verdicts.folder(null, "/home/me")).contains(usual);
    assertThat(Verdicts.folder("", "/home/me")).contains(usual);
    assertThat(Verdicts.folder("relative", "/home/me")).contains(usual);
    assertThat(Verdicts.folder(null, "?")).isEmpty();
    assertThat(Verdicts.folder("\0", "/home/me")).isEmpty();
  }

  private Verdicts verdicts() {
    return new Verdicts(Optional.of(folder));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }
}

package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.files.AtomicDirectory;
import org.summand.files.FileContent;
import org.summand.files.LocalFiles;
import org.summand.files.TemporaryNames;

class LocalFolderTest {
  @TempDir Path directory;

  @Test
  void whatIsPublishedCanBeRead() throws IOException {
    Path path = directory.resolve("missing/parents/model");
    LocalFolder folder = new LocalFolder(path);
    assertThat(folder.exists()).isFalse();

    folder.publish(Map.of("model.json", text("{}"), "empty", out -> {}), false);

    assertThat(folder.exists()).isTrue();
    assertThat(folder.name()).isEqualTo(path.toString());
    assertThat(folder.size("model.json")).isEqualTo(2);
    assertThat(read(folder, "model.json")).isEqualTo("{}");
    assertThat(folder.size("empty")).isZero();
    assertThat(names(path.getParent())).containsExactly("model");
  }

  @Test
  void whetherItCanBeWrittenIsTriedAndLeavesNothing() throws IOException {
    new LocalFolder(directory.resolve("new/model")).requirePublishable(Set.of("a"), false, 1);
    assertThat(names(directory)).isEmpty();
    Path file = Files.writeString(directory.resolve("file"), "keep me");
    for (Path below : List.of(file.resolve("model"), file.resolve("a/b"))) {
      assertThatThrownBy(() -> new LocalFolder(below).requirePublishable(Set.of("a"), false, 1))
          .hasMessage(file + " is a file; choose another directory");
    }
    LocalFolder large = new LocalFolder(directory.resolve("large"));
    assertThatThrownBy(() -> large.requirePublishable(Set.of("a"), false, Long.MAX_VALUE))
        .hasMessageContaining("MiB will be written in " + directory + ", and its disk has");
    assertThat(names(directory)).containsExactly("file");
  }

  /** Where even root may not write, and where permissions say otherwise. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void permissionsDoNotTellWhereNobodyCanWrite() {
    LocalFolder nowhere = new LocalFolder(Path.of("/proc/model"));
    assertThatThrownBy(() -> nowhere.requirePublishable(Set.of("a"), false, 1))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing can be written in /proc; choose another directory");
  }

  @Test
  void contentMayCloseItsStream() throws IOException {
    LocalFolder folder = new LocalFolder(directory.resolve("model"));
    folder.publish(
        Map.of(
            "model.json",
            out -> {
              try (out) {
                out.write('x');
              }
            }),
        false);
    assertThat(read(folder, "model.json")).isEqualTo("x");
  }

  @Test
  void anExistingModelIsNotReplacedUnasked() throws IOException {
    LocalFolder folder = published("old");
    assertThatThrownBy(
            () -> folder.publish(Map.of("model.json", failing("content was asked for")), false))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(
            folder.name() + ": exists already; choose another directory or pass --overwrite");
    assertThat(read(folder, "model.json")).isEqualTo("old");
    assertThat(names(directory)).containsExactly("model");
  }

  @Test
  void aModelThatAppearsWhileWritingIsNotReplaced() throws IOException {
    LocalFolder folder = new LocalFolder(directory.resolve("model"));
    FileContent slow =
        out -> {
          published("of another process");
          out.write('x');
        };
    assertThatThrownBy(() -> folder.publish(Map.of("model.json", slow), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read(folder, "model.json")).isEqualTo("of another process");
    assertThat(names(directory)).containsExactly("model");
  }

  @Test
  void overwritingReplacesTheWholeModel() throws IOException {
    LocalFolder folder = new LocalFolder(directory.resolve("model"));
    folder.publish(Map.of("model.json", text("old"), "moments", text("old")), false);

    folder.publish(Map.of("model.json", text("new")), true);

    assertThat(read(folder, "model.json")).isEqualTo("new");
    assertThat(names(directory.resolve("model"))).containsExactly("model.json");
    assertThat(names(directory)).containsExactly("model");
  }

  @Test
  void theOldModelStaysReadableWhileTheNewOneIsWritten() throws IOException {
    LocalFolder folder = published("old");
    Map<String, FileContent> files = new LinkedHashMap<>();
    files.put("model.json", text("new"));
    files.put("last", out -> assertThat(read(folder, "model.json")).isEqualTo("old"));
    folder.publish(files, true);
    assertThat(read(folder, "model.json")).isEqualTo("new");
  }

  @Test
  void aFailureInTheMiddleKeepsTheOldModelAndLeavesNothingBehind() throws IOException {
    LocalFolder folder = published("old");
    Map<String, FileContent> files = new LinkedHashMap<>();
    files.put("model.json", text("new"));
    files.put("weights.safetensors", failing("the disk is full"));
    files.put("never reached", text(""));

    assertThatThrownBy(() -> folder.publish(files, true))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");

    assertThat(read(folder, "model.json")).isEqualTo("old");
    assertThat(names(directory)).containsExactly("model");
  }

  @Test
  void aFailureOfTheFirstPublishLeavesNothingBehind() throws IOException {
    LocalFolder folder = new LocalFolder(directory.resolve("model"));
    FileContent bug =
        out -> {
          out.write('x');
          throw new IllegalStateException("a bug");
        };
    assertThatThrownBy(() -> folder.publish(Map.of("model.json", bug), false))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder.exists()).isFalse();
    assertThat(names(directory)).isEmpty();
  }

  @Test
  void theOldModelComesBackIfTheNewOneCannotTakeItsPlace() throws IOException {
    LocalFolder folder = published("old");
    Path vanished = directory.resolve("vanished");
    AtomicDirectory<Path> atomic = new AtomicDirectory<>(new LocalFiles());
    assertThatThrownBy(() -> atomic.moveIn(vanished, directory.resolve("model"), true))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(read(folder, "model.json")).isEqualTo("old");
    assertThat(names(directory)).containsExactly("model");
  }

  @Test
  void whatAKilledProcessLeftIsNotInTheWay() throws IOException {
    for (String left : List.of(".model.new-1", ".model.old-1")) {
      Files.createDirectory(directory.resolve(left));
      Files.writeString(directory.resolve(left).resolve("model.json"), "half");
    }
    LocalFolder folder = published("old");
    folder.publish(Map.of("model.json", text("new")), true);
    assertThat(read(folder, "model.json")).isEqualTo("new");
  }

  @Test
  void whereNothingIsInTheWayAModelMayBePublishedAndNothingIsWrittenBefore() throws IOException {
    Path path = directory.resolve("missing/parents/model");
    LocalFolder folder = new LocalFolder(path);
    folder.requirePublishable(Set.of("model.json"), false, 1);
    assertThat(names(directory)).isEmpty();
    folder.publish(Map.of("model.json", text("{}")), false);
    folder.requirePublishable(Set.of("model.json"), true, 1);
    assertThat(read(folder, "model.json")).isEqualTo("{}");
    assertThatThrownBy(() -> folder.requirePublishable(Set.of("model.json"), false, 1))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void whatAKilledProcessLeavesIsKnownByItsName() throws IOException {
    LocalFolder folder = published("old");
    List<String> whileWriting = new ArrayList<>();
    folder.publish(Map.of("model.json", out -> whileWriting.addAll(names(directory))), true);
    assertThat(whileWriting).hasSize(2).contains("model");
    whileWriting.remove("model");
    assertThat(whileWriting).allMatch(TemporaryNames::matches).allMatch(n -> n.contains("model"));
  }

  @Test
  void aDirectoryThatIsNoModelIsNeverDeleted() throws IOException {
    Path home = Files.createDirectories(directory.resolve("home/photos")).getParent();
    assertNotOverwritten(home);
    Files.writeString(home.resolve("model.json"), "inside a directory with more in it");
    assertNotOverwritten(home);
    Path notes = Files.createDirectory(directory.resolve("notes"));
    Files.writeString(notes.resolve("diary.txt"), "dear diary");
    assertNotOverwritten(notes);
    assertNotOverwritten(Files.writeString(directory.resolve("file"), "x"));
  }

  @Test
  void anEmptyDirectoryMayBeOverwritten() throws IOException {
    LocalFolder folder = new LocalFolder(Files.createDirectory(directory.resolve("model")));
    folder.publish(Map.of("model.json", text("new")), true);
    assertThat(read(folder, "model.json")).isEqualTo("new");
  }

  @Test
  void aLinkedModelIsReplacedWhereItLies() throws IOException {
    published("old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("model"));
    new LocalFolder(link).publish(Map.of("model.json", text("new")), true);
    assertThat(link).isSymbolicLink();
    assertThat(directory.resolve("model/model.json")).hasContent("new");
  }

  @Test
  void aModelIsPublishedInALinkedDirectory() throws IOException {
    Path models = Files.createDirectory(directory.resolve("models"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), models);
    LocalFolder folder = new LocalFolder(link.resolve("model"));
    folder.requirePublishable(Set.of("model.json"), false, 1);
    folder.publish(Map.of("model.json", text("{}")), false);
    assertThat(models.resolve("model/model.json")).hasContent("{}");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    LocalFolder folder = published("old");
    String sentence =
        folder.name() + " has no file 'weights.safetensors'; it is not a whole model directory";
    assertThatThrownBy(() -> folder.size("weights.safetensors"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(sentence);
    assertThatThrownBy(() -> folder.open("weights.safetensors"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(sentence);
    LocalFolder missing = new LocalFolder(directory.resolve("other"));
    assertThatThrownBy(() -> missing.open("model.json"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(missing.name() + ": there is no such directory; check the path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "/a", "a/"})
  void onlyPlainNamesAreFiles(String file) throws IOException {
    LocalFolder folder = published("old");
    assertThatThrownBy(() -> folder.open(file)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> folder.publish(Map.of(file, text("")), true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LocalFolder published(String content) throws IOException {
    LocalFolder folder = new LocalFolder(directory.resolve("model"));
    folder.publish(Map.of("model.json", text(content)), false);
    return folder;
  }

  private static void assertNotOverwritten(Path path) {
    assertThatThrownBy(() -> new LocalFolder(path).publish(Map.of("model.json", text("new")), true))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("will not be overwritten");
  }

  private static FileContent text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static FileContent failing(String message) {
    return out -> {
      out.write('x');
      throw new IOException(message);
    };
  }

  private static String read(LocalFolder folder, String file) throws IOException {
    try (InputStream in = folder.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}

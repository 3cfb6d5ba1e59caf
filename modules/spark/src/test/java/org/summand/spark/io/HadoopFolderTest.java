package org.summand.spark.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.files.FileContent;
import org.summand.model.Hostile;
import org.summand.model.ModelFormatException;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;

class HadoopFolderTest {
  @TempDir private Path directory;
  private Path path;
  private HadoopFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    path = directory.resolve("models").resolve("digits");
    folder =
        new HadoopFolder(new org.apache.hadoop.fs.Path(path.toUri()), new Configuration(false));
  }

  private static Map<String, FileContent> files(String... namesAndTexts) {
    Map<String, FileContent> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      byte[] bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
      files.put(namesAndTexts[i], out -> out.write(bytes));
    }
    return files;
  }

  private String read(String file) throws IOException {
    try (InputStream in = folder.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> entries = Files.list(path.getParent())) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Test
  void whatIsPublishedIsReadAgain() throws IOException {
    assertThat(folder.exists()).isFalse();
    folder.publish(files("a", "one", "b", "two"), false);
    assertThat(folder.exists()).isTrue();
    assertThat(read("a")).isEqualTo("one");
    assertThat(folder.size("b")).isEqualTo(3);
    try (Stream<Path> entries = Files.list(path)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void nothingIsReplacedUnasked() throws IOException {
    folder.publish(files("a", "one"), false);
    assertThatThrownBy(() -> folder.publish(files("a", "two"), false))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("--overwrite");
    assertThatThrownBy(() -> folder.requirePublishable(Set.of("a"), false, 0))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read("a")).isEqualTo("one");
  }

  @Test
  void anEarlierVersionIsReplaced() throws IOException {
    folder.publish(files("a", "one", "old", "x"), false);
    folder.requirePublishable(Set.of("a"), true, 0);
    folder.publish(files("a", "two"), true);
    assertThat(read("a")).isEqualTo("two");
    assertThat(siblings()).containsExactly("digits");
    assertThatThrownBy(() -> folder.size("old")).isInstanceOf(ModelFormatException.class);
  }

  @Test
  void whatIsNoEarlierVersionIsLeftAlone() throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> folder.publish(files("a", "one"), true))
        .hasMessageContaining("does not look like an earlier model");
    assertThat(path.resolve("letter.txt")).hasContent("dear");
  }

  @Test
  void failedWritingLeavesTheOldAndNothingElse() throws IOException {
    folder.publish(files("a", "one"), false);
    Map<String, FileContent> failing = files("a", "two");
    failing.put(
        "b",
        out -> {
          throw new IOException("the disk is full");
        });
    assertThatThrownBy(() -> folder.publish(failing, true)).hasMessage("the disk is full");
    assertThat(read("a")).isEqualTo("one");
    assertThat(siblings()).containsExactly("digits");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThatThrownBy(() -> folder.open("a"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("no such directory");
    folder.publish(files("a", "one"), false);
    assertThatThrownBy(() -> folder.open("b"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("no file 'b'");
  }

  @Test
  void fileNamesArePlain() {
    for (String name : List.of("", ".", "..", "a/b", "/a")) {
      assertThatThrownBy(() -> folder.publish(files(name, "x"), false))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aDamagedModelIsRefusedFromHereToo() throws IOException {
    Network network = Network.parse("2 -> 1 linear");
    ModelMetadata metadata =
        new ModelMetadata(
            network, TableEncoder.ofVector("x", 2), List.of("y"), List.of(), 1, 1, Map.of());
    new NetworkModel(metadata, network.initialWeights(1)).save(folder, false);
    Path file = path.resolve("model.json");
    byte[] good = Files.readAllBytes(file);
    Hostile.Trial isRefused =
        altered -> {
          Files.write(file, altered);
          assertThat(
                  Hostile.readOrRefused(
                      folder.name(), good.length, () -> NetworkModel.load(folder)))
              .isEmpty();
        };
    // All are tried in memory, by HostileModelTest. Here it is one of seven: a byte is altered in
    // eight ways, so that each way comes up, at changing places.
    int[] made = new int[1];
    Hostile.Trial oneOfSeven =
        altered -> {
          if (made[0]++ % 7 == 0) {
            isRefused.of(altered);
          }
        };
    Hostile.everyTruncation(good, oneOfSeven);
    Hostile.everyAlteration(good, oneOfSeven);
    Files.write(file, good);
    assertThat(NetworkModel.load(folder).weights()).containsExactly(network.initialWeights(1));
  }
}

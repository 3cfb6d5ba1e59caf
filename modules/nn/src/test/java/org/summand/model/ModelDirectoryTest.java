package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.files.DiskSpace;
import org.summand.nn.Network;
import org.summand.table.NumberEncoding;
import org.summand.table.TableEncoder;

/** What a model's directory holds is all of the model, and nothing else is taken for one. */
class ModelDirectoryTest {
  private static final Network NETWORK = Network.parse("2 -> 2 softmax");

  @TempDir private Path directory;

  private static NetworkModel model() {
    NumberEncoding numbers =
        new NumberEncoding(
            2, new float[] {1, -2}, new float[] {0.5f, 4}, new float[0], TableEncoder.NO_CLIP);
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK,
            TableEncoder.ofNumbers(List.of("größe", "b"), numbers),
            List.of("kind"),
            List.of("no", "yes"),
            7,
            42,
            Map.of("train.epochs", "3"));
    // z = x, scaled.
    return new NetworkModel(metadata, new float[] {1, 0, 0, 1, 0, 0});
  }

  private LocalFolder folder() {
    return new LocalFolder(directory.resolve("model"));
  }

  @Test
  void theMetadataComeBackWhole() throws IOException {
    model().save(folder(), false);
    ModelMetadata back = NetworkModel.load(folder()).metadata();
    assertThat(back.features()).containsExactly("größe", "b");
    assertThat(back.labels()).containsExactly("kind");
    assertThat(back.classes()).containsExactly("no", "yes");
    assertThat(back.configuration()).isEqualTo(Map.of("train.epochs", "3"));
    assertThat(back.encoder().numbers().offset()).containsExactly(1, -2);
    assertThat(back.encoder().numbers().factor()).containsExactly(0.5f, 4);
    assertThat(back.step()).isEqualTo(7);
    assertThat(back.seed()).isEqualTo(42);
  }

  /** {@code z = (x − offset)·factor}, and the probabilities are its softmax. */
  @Test
  void predictionsAreOfTheScaledRowAndProbabilities() throws IOException {
    model().save(folder(), false);
    NetworkModel back = NetworkModel.load(folder());
    float[] row = {5, -1.5f};
    assertThat(back.rawOutputs(row)).containsExactly(2, 2);
    assertThat(back.predict(row)).containsExactly(new float[] {0.5f, 0.5f}, within(1e-6f));
    double odds = Math.exp(3 - 2);
    assertThat((double) back.predict(new float[] {7, -1.5f})[0])
        .isCloseTo(odds / (1 + odds), within(1e-6));
    assertThat(back.metadata().encoder().numbers().factor()).containsExactly(0.5f, 4);
  }

  @Test
  void checksumsOfHadoopsBelongToAModelAndOtherHiddenFilesDoNot() throws IOException {
    model().save(folder(), false);
    Files.writeString(directory.resolve("model/.model.json.crc"), "sum");
    model().save(folder(), true);
    Path secrets = Files.writeString(directory.resolve("model/.env"), "keep me");
    assertThatThrownBy(() -> model().save(folder(), true))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(".env");
    assertThat(secrets).hasContent("keep me");
  }

  @Test
  void roomIsAskedForEveryByteOfTheWeights() throws IOException {
    long bytes = Files.getFileStore(directory).getUsableSpace();
    assertThatThrownBy(() -> NetworkModel.requireWritable(folder(), false, bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("MiB will be written in " + directory);
    NetworkModel.requireWritable(folder(), false, 1);
    assertThat(DiskSpace.tooLittle("d", 3 << 20, 1 << 20))
        .hasMessageStartingWith("3.0 MiB will be written in d, and its disk has 1.0 MiB left");
  }

  @Test
  void aDirectoryOfFoldersIsTriedAndHidesWhatIsHidden() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> new LocalFolders(file).requireWritable(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + " is a file");
    LocalFolders folders = new LocalFolders(directory.resolve("all"));
    folders.requireWritable(1);
    assertThat(folders.list()).isEmpty();
    Files.createDirectories(directory.resolve("all/.hidden"));
    Files.createDirectories(directory.resolve("all/seen"));
    assertThat(folders.list()).containsExactly("seen");
  }
}

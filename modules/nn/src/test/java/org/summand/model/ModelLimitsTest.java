package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;

/** What is saved can be loaded, and what could not be is refused before it is saved. */
class ModelLimitsTest {
  private static final int MOST_SETTINGS = 1000;

  private static NetworkModel model(Network network, int settings) {
    Map<String, String> configuration = new TreeMap<>();
    for (int i = 0; i < settings; i++) {
      configuration.put("setting" + i, "value " + i);
    }
    ModelMetadata metadata =
        new ModelMetadata(
            network,
            TableEncoder.ofVector("x", network.inputs()),
            List.of("y"),
            List.of(),
            3,
            1,
            configuration);
    return new NetworkModel(metadata, network.initialWeights(1));
  }

  /** A network whose text is 65,532 characters long, beside those of the number of inputs. */
  private static Network network(String inputs) {
    return Network.parse(inputs + " -> dropout 0.5".repeat(4368) + " -> 1 linear");
  }

  private static void assertSavedAndLoaded(NetworkModel model) throws IOException {
    MemoryFolder folder = new MemoryFolder("model");
    model.save(folder, false);
    NetworkModel loaded = NetworkModel.load(folder);
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.metadata().configuration()).isEqualTo(model.metadata().configuration());
    assertThat(loaded.weights()).containsExactly(model.weights());
  }

  private static void assertNotSaved(NetworkModel model) {
    MemoryFolder folder = new MemoryFolder("model");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.save(folder, false))
        .withMessageContainingAll("at most 65536 characters", "at most 1000 settings");
  }

  @Test
  void theLargestMetadataAreReadBack() throws IOException {
    assertThat(network("1000").toString().length()).isEqualTo(1 << 16);
    assertSavedAndLoaded(model(network("1000"), 1));
    assertSavedAndLoaded(model(Network.parse("1 -> 1 linear"), MOST_SETTINGS));
  }

  @Test
  void metadataThatWouldNotBeReadBackAreNotWritten() {
    assertNotSaved(model(Network.parse("1 -> 1 linear"), MOST_SETTINGS + 1));
    assertNotSaved(model(network("10000"), 1));
  }

  /** A saved model whose metadata are altered under right checksums. */
  private static MemoryFolder altered(NetworkModel model, String piece, String other)
      throws IOException {
    MemoryFolder folder = new MemoryFolder("model");
    model.save(folder, false);
    String metadata = new String(folder.bytes(ModelFiles.METADATA), StandardCharsets.UTF_8);
    assertThat(metadata).contains(piece);
    folder.putSealed(
        ModelFiles.METADATA, metadata.replace(piece, other).getBytes(StandardCharsets.UTF_8));
    return folder;
  }

  private static void assertRefused(MemoryFolder folder, String sentence) {
    assertThatThrownBy(() -> NetworkModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("model/model.json: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void longerListsThanAreWrittenAreNotRead() throws IOException {
    NetworkModel most = model(Network.parse("1 -> 1 linear"), MOST_SETTINGS);
    assertRefused(
        altered(most, "\"setting0\" :", "\"another\" : \"\", \"setting0\" :"),
        "'configuration' has more than 1000 entries");
    StringBuilder files = new StringBuilder();
    for (int i = 1; i <= 8; i++) {
      files.append("\"moment%d.safetensors\" : \"%064d\", ".formatted(i, i));
    }
    String first = "\"weights.safetensors\" :";
    assertRefused(altered(most, first, files + first), "'sha256' has more than 8 entries");
  }

  @Test
  void onlyFilesOfTensorsWithAChecksumAreOpened() throws IOException {
    NetworkModel model = model(Network.parse("1 -> 1 linear"), 1);
    String first = "\"weights.safetensors\" :";
    String sum = " : \"" + "0".repeat(64) + "\", ";
    for (String more :
        List.of(
            "\"../other.safetensors\"" + sum,
            "\"/etc/passwd\"" + sum,
            "\".safetensors\"" + sum,
            "\"a.safetensors.gz\"" + sum,
            "\"moment1.safetensors\" : \"\", ",
            "\"moment1.safetensors\" : \"" + "g".repeat(64) + "\", ")) {
      assertRefused(
          altered(model, first, more + first), "which is no file of tensors with a checksum");
    }
  }

  @Test
  void aFolderThatIsNotThereHasNoModel() {
    assertThatThrownBy(() -> NetworkModel.load(new MemoryFolder("nowhere")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("there is no model at nowhere; name the directory that training wrote");
  }
}

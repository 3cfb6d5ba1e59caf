package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;

class NetworkModelTest {
  private static final Network NETWORK = Network.parse("37 -> 21 relu -> 5 linear");

  private static NetworkModel model() {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK,
            TableEncoder.ofVector("x", NETWORK.inputs()),
            List.of("y"),
            List.of(),
            0,
            1,
            Map.of());
    return new NetworkModel(metadata, NETWORK.initialWeights(1));
  }

  private static float[] row(long seed) {
    Random random = new Random(seed);
    float[] row = new float[NETWORK.inputs()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    return row;
  }

  /** The lecture's formula, summed from the first input to the last. */
  private static float[] layer(float[] x, float[] weights, int at, int outputs) {
    float[] z = new float[outputs];
    for (int j = 0; j < outputs; j++) {
      z[j] = weights[at + x.length * outputs + j];
      for (int i = 0; i < x.length; i++) {
        z[j] += x[i] * weights[at + i * outputs + j];
      }
    }
    return z;
  }

  @Test
  void onlyAModelIsReplaced(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("model");
    LocalFolder folder = new LocalFolder(path);
    model().save(folder, false);
    model().save(folder, true);

    Path notes = Files.writeString(path.resolve("notes.txt"), "keep me");
    assertThatThrownBy(() -> model().save(folder, true))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("does not look like an earlier model", "notes.txt");
    assertThat(notes).hasContent("keep me");
    Files.delete(notes);

    // Other programs use these names too.
    Files.writeString(path.resolve("model.json"), "{\"format\": \"layers-model\"}");
    assertThatThrownBy(() -> NetworkModel.requireWritable(folder, true, 1))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("no model.json of Summand's");
    Files.delete(path.resolve("model.json"));
    assertThatThrownBy(() -> model().save(folder, true))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path.resolve("weights.safetensors")).exists();
  }

  @Test
  void aModelOfAnythingButNumbersIsNeitherSavedNorLoaded(@TempDir Path directory)
      throws IOException {
    LocalFolder folder = new LocalFolder(directory.resolve("model"));
    NetworkModel model = model();
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      model.weights()[3] = bad;
      assertThatThrownBy(() -> model.save(folder, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not finite");
      assertThat(folder.exists()).isFalse();
    }
  }

  @Test
  void aRowsPredictionHasTheSameBitsWhateverBlasTheJvmHas() {
    NetworkModel model = model();
    for (int seed = 0; seed < 50; seed++) {
      float[] hidden = layer(row(seed), model.weights(), 0, 21);
      for (int j = 0; j < hidden.length; j++) {
        hidden[j] = Math.max(hidden[j], 0);
      }
      assertThat(model.predict(row(seed)))
          .containsExactly(layer(hidden, model.weights(), 37 * 21 + 21, 5));
    }
  }

  @Test
  void aLoadedModelPredictsTheSameBits(@TempDir Path directory) throws Exception {
    NetworkModel model = model();
    model.save(new LocalFolder(directory.resolve("model")), false);
    NetworkModel loaded = NetworkModel.load(directory.resolve("model"));
    assertThat(loaded.predict(row(1))).containsExactly(model.predict(row(1)));
  }

  @Test
  void manyThreadsGetTheSamePrediction() {
    NetworkModel model = model();
    float[] expected = model.predict(row(1));
    IntStream.range(0, 2000)
        .parallel()
        .forEach(i -> assertThat(model.predict(row(1))).containsExactly(expected));
  }

  @Test
  void rowsOfAnotherWidthAreRefused() {
    assertThatThrownBy(() -> model().predict(new float[3]))
        .hasMessage("a row has 37 features, not 3");
  }

  @Test
  void aModelThatTravelledPredictsTheSameBits() throws Exception {
    NetworkModel model = model();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      NetworkModel travelled = (NetworkModel) in.readObject();
      assertThat(travelled.metadata().features()).isEqualTo(model.metadata().features());
      assertThat(travelled.predict(row(1))).containsExactly(model.predict(row(1)));
    }
  }

  @Test
  void whatIsInTheWayIsFoundBeforeALongRun(@TempDir Path directory) throws Exception {
    LocalFolder folder = new LocalFolder(directory.resolve("model"));
    NetworkModel.requireWritable(folder, false, 1);
    model().save(folder, false);
    NetworkModel.requireWritable(folder, true, 1);
    assertThatThrownBy(() -> NetworkModel.requireWritable(folder, false, 1))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}

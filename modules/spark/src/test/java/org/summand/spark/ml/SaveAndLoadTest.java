package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.model.ModelFormatException;
import org.summand.model.NetworkModel;
import org.summand.spark.SharedSpark;

/** What Spark's own DefaultReadWriteTest asks, and what it does not. */
class SaveAndLoadTest {
  private static MlpClassifierModel model;

  @TempDir private Path directory;
  private Path path;

  @BeforeAll
  static void train() {
    model =
        Tables.ringClassifier(2)
            .setEpochs(1)
            .setThresholds(new double[] {1, 2})
            .fit(Tables.rings(100, 2, 1));
  }

  @BeforeEach
  void choosePath() {
    SharedSpark.session();
    path = directory.resolve("model");
  }

  static void assertSameParams(Params loaded, Params saved) {
    assertThat(loaded.uid()).isEqualTo(saved.uid());
    for (Param<?> param : saved.params()) {
      Param<Object> other = loaded.getParam(param.name());
      assertThat(loaded.isSet(other)).as(param.name()).isEqualTo(saved.isSet(param));
      assertThat(loaded.hasDefault(other)).as(param.name()).isEqualTo(saved.hasDefault(param));
      if (saved.isDefined(param)) {
        assertThat(loaded.getOrDefault(other)).isEqualTo(saved.getOrDefault(param));
      }
    }
  }

  @Test
  void estimatorsComeBackWithUidAndParams() throws IOException {
    MlpClassifier classifier =
        Tables.ringClassifier(2).setLayers(new int[] {2, 3, 2}).setThresholds(new double[] {1, 2});
    classifier.save(path.toString());
    assertSameParams(MlpClassifier.load(path.toString()), classifier);
    assertThatThrownBy(() -> classifier.save(path.toString())).isInstanceOf(IOException.class);
    MlpRegressor regressor = new MlpRegressor().setNetwork("2 -> 1 linear").setSeed(9);
    regressor.write().overwrite().save(path.toString());
    assertSameParams(MlpRegressor.load(path.toString()), regressor);
  }

  @Test
  void modelsComeBackWithUidParamsAndWeights() throws IOException {
    model.save(path.toString());
    MlpClassifierModel loaded = MlpClassifierModel.load(path.toString());
    assertSameParams(loaded, model);
    assertThat(loaded.networkModel().weights()).containsExactly(model.networkModel().weights());
    assertThat(loaded.networkModel().metadata().step())
        .isEqualTo(model.summary().get().totalIterations());
    assertThat(loaded.summary()).isEmpty();
  }

  @Test
  void regressionsComeBackToo() throws IOException {
    MlpRegressorModel regression =
        new MlpRegressor().setNetwork("2 -> 1 linear").setEpochs(1).fit(Tables.rings(50, 2, 1));
    regression.save(path.toString());
    MlpRegressorModel loaded = MlpRegressorModel.load(path.toString());
    assertSameParams(loaded, regression);
    assertThat(loaded.predict(Vectors.dense(1, 2)))
        .isEqualTo(regression.predict(Vectors.dense(1, 2)));
  }

  @Test
  void savingTwiceNeedsOverwrite() throws IOException {
    model.save(path.toString());
    assertThatThrownBy(() -> model.save(path.toString()))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("write().overwrite().save(path)");
    MlpClassifierModel other = model.copy(new ParamMap());
    other.setPredictionCol("class").write().overwrite().save(path.toString());
    assertThat(MlpClassifierModel.load(path.toString()).getPredictionCol()).isEqualTo("class");
    assertThat(siblings()).containsExactly("model");
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Test
  void aSaveThatFailsHalfwayKeepsTheOldModelAndLeavesNothingBehind() throws IOException {
    model.save(path.toString());
    SharedSpark.context()
        .hadoopConfiguration()
        .setClass("fs.full.impl", FullDisk.class, FileSystem.class);
    MlpClassifierModel other = model.copy(new ParamMap()).setPredictionCol("class");
    assertThatThrownBy(() -> other.write().overwrite().save("full:" + path))
        .hasRootCauseMessage("the disk is full");
    assertThat(MlpClassifierModel.load(path.toString()).getPredictionCol()).isEqualTo("prediction");
    assertThat(siblings()).containsExactly("model");
  }

  @Test
  void whatIsNoModelIsNotOverwritten() throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> model.write().overwrite().save(path.toString()))
        .hasMessageContaining("does not look like a saved model");
    assertThat(path.resolve("letter.txt")).hasContent("dear");
  }

  @Test
  void alteredFilesAreRefused() throws IOException {
    model.save(path.toString());
    for (String name : List.of("weights.safetensors", "model.json", "SHA256SUMS")) {
      Path file = path.resolve("network").resolve(name);
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[bad.length - 3] ^= 1;
      Files.write(file, bad);
      assertThatThrownBy(() -> MlpClassifierModel.load(path.toString()))
          .as(name)
          .isInstanceOf(ModelFormatException.class);
      Files.write(file, good);
    }
    assertThat(MlpClassifierModel.load(path.toString()).uid()).isEqualTo(model.uid());
  }

  @Test
  void aModelOfAnotherKindIsRefused() throws IOException {
    model.save(path.toString());
    assertThatThrownBy(() -> MlpRegressorModel.load(path.toString()))
        .hasMessageContaining("Expected class name " + MlpRegressorModel.class.getName());
    Path other = directory.resolve("other");
    MlpRegressorModel regression =
        new MlpRegressor().setNetwork("2 -> 1 linear").setEpochs(1).fit(Tables.rings(50, 2, 1));
    regression.save(other.toString());
    for (String name : List.of("weights.safetensors", "model.json", "SHA256SUMS")) {
      Files.write(
          path.resolve("network").resolve(name),
          Files.readAllBytes(other.resolve("network").resolve(name)));
    }
    assertThatThrownBy(() -> MlpClassifierModel.load(path.toString()))
        .hasMessageContaining("a classifier's network ends in 'softmax'");
  }

  /** A class that would leave a trace if anybody made one, or so much as looked at it closely. */
  static final class Trap {
    static {
      System.setProperty("summand.test.trap", "sprung");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.ProcessBuilder", "TRAP", "no.such.Class", ""})
  void metadataThatNameAnotherClassAreRefusedAndMakeNone(String other) throws IOException {
    model.save(path.toString());
    alterMetadata(text -> text.replace(MlpClassifierModel.class.getName(), trapIfAsked(other)));
    assertThatThrownBy(() -> MlpClassifierModel.load(path.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Expected class name " + MlpClassifierModel.class.getName());
    assertThat(System.getProperty("summand.test.trap")).isNull();
  }

  private static String trapIfAsked(String name) {
    // Trap.class.getName() does not initialise the class.
    return name.equals("TRAP") ? Trap.class.getName() : name;
  }

  @Test
  void damagedMetadataAreRefused() throws IOException {
    model.save(path.toString());
    for (String end : List.of("", "{", "[".repeat(1 << 16))) {
      alterMetadata(text -> end);
      assertThatThrownBy(() -> MlpClassifierModel.load(path.toString()))
          .isInstanceOf(Exception.class);
    }
  }

  private void alterMetadata(UnaryOperator<String> alteration) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(path.resolve("metadata"))) {
      file = files.filter(any -> any.getFileName().toString().startsWith("part-")).findAny().get();
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.writeString(file, alteration.apply(Files.readString(file)));
  }

  @Test
  void theSameModelIsScoredWithoutSparkToTheSameBits() throws IOException {
    model.save(path.toString());
    NetworkModel alone = NetworkModel.load(path.resolve("network"));
    for (float x = -2; x < 2; x += 0.37f) {
      double[] here = model.predictProbability(Vectors.dense(x, 1 - x)).toArray();
      float[] there = alone.predict(new float[] {x, (float) (1 - (double) x)});
      assertThat(new float[] {(float) here[0], (float) here[1]}).containsExactly(there);
    }
  }
}

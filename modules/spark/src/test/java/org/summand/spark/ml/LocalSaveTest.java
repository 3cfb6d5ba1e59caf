package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.spark.SharedSpark;

/**
 * The model cache of Spark Connect keeps each fitted model on the server's own disk, by {@code
 * MLWriter.saveToLocal} and {@code MLReader.loadFromLocal}, which Spark has since 4.1 and says its
 * paths of to java.nio.
 */
@DisabledIf("savesNowhere")
class LocalSaveTest {
  private static MlpClassifierModel model;

  @TempDir private Path directory;

  /** Spark 4.0 has neither such a cache nor the methods. */
  static boolean savesNowhere() {
    return Stream.of(MLWriter.class.getMethods())
        .noneMatch(it -> it.getName().equals("saveToLocal"));
  }

  @BeforeAll
  static void train() {
    model =
        Tables.ringClassifier(2)
            .setEpochs(1)
            .setThresholds(new double[] {1, 2})
            .fit(Tables.rings(100, 2, 1));
  }

  @BeforeEach
  void session() {
    SharedSpark.session();
  }

  /** As the cache does: the writer knows nothing but a path. */
  private static void save(MLWriter writer, Path path) throws Exception {
    try {
      MLWriter.class.getMethod("saveToLocal", String.class).invoke(writer, path.toString());
    } catch (InvocationTargetException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  /** As the cache does: the class of the model is all that it remembers. */
  private static <T> T load(Class<T> type, Path path) throws Exception {
    MLReader<?> reader = (MLReader<?>) type.getMethod("read").invoke(null);
    try {
      return type.cast(
          MLReader.class.getMethod("loadFromLocal", String.class).invoke(reader, path.toString()));
    } catch (InvocationTargetException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  private <T extends MLWritable> T throughTheCache(Class<T> type, T saved) throws Exception {
    List<Path> workingDirectory = entries(Path.of(""));
    Path path = directory.resolve("cached");
    save(saved.write(), path);
    assertThat(entries(directory)).containsExactly(path);
    assertThat(entries(Path.of(""))).isEqualTo(workingDirectory);
    return load(type, path);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static List<String> predictions(Dataset<Row> table) {
    return table.toJSON().collectAsList();
  }

  @Test
  void aClassifierComesBackToTheSameBits() throws Exception {
    MlpClassifierModel loaded = throughTheCache(MlpClassifierModel.class, model);
    SaveAndLoadTest.assertSameParams(loaded, model);
    assertThat(loaded.networkModel().weights()).containsExactly(model.networkModel().weights());
    Dataset<Row> rings = Tables.rings(40, 2, 2);
    assertThat(predictions(loaded.transform(rings))).isEqualTo(predictions(model.transform(rings)));
  }

  @Test
  void aRegressorComesBackToTheSameBits() throws Exception {
    MlpRegressorModel regression =
        new MlpRegressor().setNetwork("2 -> 1 linear").setEpochs(1).fit(Tables.rings(50, 2, 1));
    MlpRegressorModel loaded = throughTheCache(MlpRegressorModel.class, regression);
    SaveAndLoadTest.assertSameParams(loaded, regression);
    assertThat(loaded.networkModel().weights())
        .containsExactly(regression.networkModel().weights());
  }

  @Test
  void anEstimatorComesBackWithItsParams() throws Exception {
    MlpClassifier classifier = Tables.ringClassifier(2);
    SaveAndLoadTest.assertSameParams(throughTheCache(MlpClassifier.class, classifier), classifier);
  }

  @Test
  void aModelInsideAPipelineComesBackToTheSameBits() throws Exception {
    PipelineModel pipeline =
        new Pipeline().setStages(new PipelineStage[] {model}).fit(Tables.rings(10, 2, 1));
    PipelineModel loaded = throughTheCache(PipelineModel.class, pipeline);
    assertThat(((MlpClassifierModel) loaded.stages()[0]).networkModel().weights())
        .containsExactly(model.networkModel().weights());
  }

  /** On a cluster the default file system is often HDFS, and its tasks have other disks. */
  @Test
  void neitherTheDefaultFileSystemNorATaskTakesPart() throws Throwable {
    Configuration hadoop = SharedSpark.context().hadoopConfiguration();
    hadoop.setClass("fs.full.impl", FullDisk.class, FileSystem.class);
    hadoop.set("fs.defaultFS", "full:///");
    try {
      assertThat(
              SharedSpark.jobsOf(
                  () ->
                      assertThat(
                              throughTheCache(MlpClassifierModel.class, model)
                                  .networkModel()
                                  .weights())
                          .containsExactly(model.networkModel().weights())))
          .isZero();
    } finally {
      hadoop.unset("fs.defaultFS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "file:", "50%20", "größe", "a+b#c?d*{e}"})
  void aPathIsTakenLiterally(String name) throws Exception {
    Path path = directory.resolve(name).resolve("model");
    save(model.write(), path);
    assertThat(path.resolve("metadata")).isRegularFile();
    assertThat(path.resolve("network/weights.safetensors")).isRegularFile();
    assertThat(load(MlpClassifierModel.class, path).networkModel().weights())
        .containsExactly(model.networkModel().weights());
  }

  @Test
  void aRelativePathBeginsAtTheWorkingDirectory() throws Exception {
    Path path = Path.of("").toAbsolutePath().relativize(directory.resolve("model"));
    save(model.write(), path);
    assertThat(load(MlpClassifierModel.class, path).uid()).isEqualTo(model.uid());
  }

  @Test
  void savingTwiceNeedsOverwrite() throws Exception {
    Path path = directory.resolve("model");
    save(model.write(), path);
    assertThatThrownBy(() -> save(model.write(), path))
        .isInstanceOf(FileAlreadyExistsException.class);
    MlpClassifierModel other = model.copy(new ParamMap()).setPredictionCol("class");
    save(other.write().overwrite(), path);
    assertThat(load(MlpClassifierModel.class, path).getPredictionCol()).isEqualTo("class");
    assertThat(entries(directory)).containsExactly(path);
  }

  @Test
  void aMissingModelIsNamed() {
    Path path = directory.resolve("none");
    assertThatThrownBy(() -> load(MlpClassifierModel.class, path))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(path.toString());
  }

  /** Spark keeps the wish for a local save in the thread. */
  @Test
  void anOrdinarySaveAfterwardsIsOrdinary() throws Exception {
    save(model.write(), directory.resolve("local"));
    Path path = directory.resolve("ordinary");
    model.save(path.toUri().toString());
    assertThat(path.resolve("metadata")).isDirectory();
    assertThat(MlpClassifierModel.load(path.toString()).uid()).isEqualTo(model.uid());
  }
}

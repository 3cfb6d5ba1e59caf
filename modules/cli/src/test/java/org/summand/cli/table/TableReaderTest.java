package org.summand.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;
import org.summand.cli.Cli.Result;
import org.summand.cli.Flowers;
import org.summand.model.NetworkModel;

class TableReaderTest {
  private static final int ROWS = 60;

  @TempDir private Path directory;

  private Result train(Path data, String... settings) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                data,
                "--out",
                directory.resolve("model"),
                "--overwrite",
                "--set",
                "network=" + Flowers.NETWORK,
                "--set",
                "train.epochs=2",
                "--set",
                "train.batchSize=16",
                "--set",
                "train.shards=3",
                "--set",
                "data.scaling=divide 255"));
    for (String setting : settings) {
      args.addAll(List.of("--set", setting));
    }
    return Cli.run(args.toArray());
  }

  private float[] weights(Path data, String... settings) throws IOException {
    Result result = train(data, settings);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return NetworkModel.load(directory.resolve("model")).weights();
  }

  @Test
  void sameRowsInAnyFormatTrainToTheSameBits() throws IOException {
    float[] expected = weights(Flowers.csv(directory.resolve("flowers.csv"), ROWS));
    for (String format : List.of("parquet", "json", "orc")) {
      Path data = Flowers.written(directory.resolve(format), format, ROWS);
      assertThat(weights(data)).as(format).containsExactly(expected);
    }
    assertThat(weights(Flowers.libsvm(directory.resolve("flowers.libsvm"), ROWS)))
        .as("libsvm")
        .containsExactly(expected);
    assertThat(weights(Flowers.idx(directory.resolve("plain"), ROWS, false)))
        .as("idx")
        .containsExactly(expected);
    assertThat(weights(Flowers.idx(directory.resolve("zipped"), ROWS, true)))
        .as("idx, gzipped")
        .containsExactly(expected);
  }

  @Test
  void csvWithoutAHeaderIsReadByPosition() throws IOException {
    Path headed = Flowers.csv(directory.resolve("headed.csv"), ROWS);
    float[] expected = weights(headed);
    List<String> lines = Files.readAllLines(headed);
    Path bare = Files.write(directory.resolve("bare.csv"), lines.subList(1, lines.size()));
    assertThat(weights(bare, "data.header=false", "data.label=_c4")).containsExactly(expected);
    Path tabs =
        Files.write(
            directory.resolve("tabs.csv"),
            lines.stream().map(line -> line.replace(",", " \t ")).toList());
    assertThat(weights(tabs, "data.separator=\"\\t\"")).containsExactly(expected);
  }

  @Test
  void aFormatThatNamesDoNotTellIsAskedFor() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.rows"), ROWS);
    Result result = train(data);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("data.format");
    assertThat(train(data, "data.format=csv").exitCode()).isZero();
  }

  @Test
  void filesOfAnotherFormatAreRefusedInWords() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    for (String format : List.of("parquet", "orc", "libsvm")) {
      Result result = train(data, "data.format=" + format);
      assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
      assertThat(result.err()).contains("cannot be read as " + format).doesNotContain("\tat ");
    }
    Result json = train(data, "data.format=json");
    assertThat(json.exitCode()).as(json.err()).isEqualTo(1);
    assertThat(json.err()).contains("not JSON objects");
  }

  @Test
  void idxFilesAreChecked() throws IOException {
    Path data = Flowers.idx(directory.resolve("idx"), ROWS, false);
    Path images = data.resolve("train-images-idx3-ubyte");
    Path labels = data.resolve("train-labels-idx1-ubyte");
    byte[] whole = Files.readAllBytes(images);

    Files.write(images, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(train(data), 2, "has 255 bytes where its header promises 256");

    Files.write(images, Arrays.copyOf(whole, 10));
    assertRefused(train(data), 2, "ends before the header");

    byte[] floats = whole.clone();
    floats[2] = 0x0D;
    Files.write(images, floats);
    assertRefused(train(data), 2, "0x00000d03", "unsigned bytes");

    Files.write(images, whole);
    Files.delete(labels);
    assertRefused(train(data), 2, "no file train-labels-idx1-ubyte");

    Path others = Flowers.idx(directory.resolve("others"), ROWS + 1, false);
    Files.copy(others.resolve(labels.getFileName()), labels);
    assertRefused(train(data), 2, "has 60 items", "has 61", "do not belong together");
  }

  @Test
  void gzippedIdxFilesAreCheckedAsTheyAreRead() throws IOException {
    Path data = Flowers.idx(directory.resolve("idx"), ROWS, true);
    Path images = data.resolve("train-images-idx3-ubyte.gz");
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(train(data), 1, images.toString(), "copy the file again");
  }

  private static void assertRefused(Result result, int exitCode, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(words).doesNotContain("\tat ");
  }
}

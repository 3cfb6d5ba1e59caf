package org.summand.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;
import org.summand.cli.Cli.Result;
import org.summand.cli.Flowers;

/** A row that cannot be used is named by its file and line, as an editor counts them. */
class PlacesOfRowsTest {
  private static final int ROWS = 90;

  /** So small that files are cut into many parts. */
  private static final String PART = "spark.sql.files.maxPartitionBytes";

  @TempDir private Path directory;

  private Result train(Path data, String... settings) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--data", data, "--out", directory.resolve("model"), "--overwrite"));
    args.addAll(List.of("--set", "network=" + Flowers.NETWORK, "--set", "train.epochs=1"));
    for (String setting : settings) {
      args.addAll(List.of("--set", setting));
    }
    return Cli.run(args.toArray());
  }

  private Result use(String command, Path data) throws IOException {
    Path sound = Flowers.csv(directory.resolve("sound.csv"), ROWS);
    assertThat(train(sound).exitCode()).isZero();
    return Cli.run(command, "--model", directory.resolve("model"), "--data", data);
  }

  private static void assertNames(Result result, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err().lines().filter(line -> line.startsWith("summand: ")))
        .singleElement()
        .asString()
        .contains(words)
        .doesNotContain("partition", "Spark");
  }

  /** The lines of sound rows below their header. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("a,b,c,d,label"));
    for (int[] row : Flowers.rows(ROWS)) {
      lines.add("%d,%d,%d,%d,%d".formatted(row[0], row[1], row[2], row[3], row[4]));
    }
    return lines;
  }

  @Test
  void aLineIsCountedThroughPartsBlankLinesAndFiles() throws IOException {
    Path data = Files.createDirectories(directory.resolve("several files"));
    for (String name : List.of("first one.csv", "second.csv", "third.csv")) {
      Files.write(data.resolve(name), lines());
    }
    List<String> lines = lines();
    lines.add(20, "");
    lines.add(71, "1,2,oops,4,1");
    Files.write(data.resolve("second.csv"), lines);
    String expected = "'oops' in column 'c' is not a number in line 72 of ";
    assertNames(train(data), expected + data.resolve("second.csv"));
    String part = Cli.spark().conf().get(PART);
    Cli.spark().conf().set(PART, "400");
    try {
      assertNames(train(data), expected + data.resolve("second.csv"));
      assertNames(use("predict", data), expected + data.resolve("second.csv"));
      assertNames(use("evaluate", data), expected + data.resolve("second.csv"));
    } finally {
      Cli.spark().conf().set(PART, part);
    }
  }

  @Test
  void aLineBehindCellsOfSeveralLinesIsThatInWhichTheRowBegins() throws IOException {
    List<String> lines = new ArrayList<>(List.of("note,a,b,c,d,label"));
    for (int[] row : Flowers.rows(ROWS)) {
      lines.add(
          "\"so,\n\n\"\"it\"\"\",%d,%d,%d,%d,%d".formatted(row[0], row[1], row[2], row[3], row[4]));
    }
    lines.add("\"last\none\",1,x,3,4,0");
    Path data = Files.write(directory.resolve("notes.csv"), lines);
    assertNames(
        train(data, "data.features=[a,b,c,d]"),
        "'x' in column 'b' is not a number in line " + (1 + 3 * ROWS + 1) + " of " + data);
  }

  @Test
  void linesOfOtherTextFormatsAreNamedToo() throws IOException {
    StringBuilder json = new StringBuilder();
    for (int[] row : Flowers.rows(ROWS)) {
      json.append(
          "{\"a\":%d,\"b\":%d,\"c\":%d,\"d\":%d,\"label\":%d}\n"
              .formatted(row[0], row[1], row[2], row[3], row[4]));
    }
    Path gap = directory.resolve("gap.jsonl");
    Files.writeString(gap, json + "\n{\"a\":1,\"b\":2,\"d\":4,\"label\":0}\n");
    assertNames(
        train(gap, "data.scaling=none"),
        "column 'c' has no value in line " + (ROWS + 2) + " of " + gap);
    Path broken = directory.resolve("broken.jsonl");
    Files.writeString(broken, json + "{\"a\":1,\"b\":,\"d\":4,\"label\":0}\n" + json);
    assertNames(train(broken), "line " + (ROWS + 1) + " of " + broken + " is not a JSON object");

    Path libsvm = Flowers.libsvm(directory.resolve("flowers.libsvm"), ROWS);
    List<String> lines = new ArrayList<>(Files.readAllLines(libsvm));
    lines.add(3, "# a remark");
    lines.add(40, "7 1:1 2:1");
    Files.write(libsvm, lines);
    assertNames(train(libsvm), "label 7.0", "not a class in [0, 3) in line 41 of " + libsvm);
    lines.set(50, "1 2:1 1:1");
    Files.write(libsvm, lines);
    Result result = train(libsvm);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("cannot be read as libsvm: line 51 of " + libsvm);
  }

  @Test
  void rowsOfFilesWithoutLinesAreNumbered() throws IOException {
    for (String format : List.of("parquet", "orc")) {
      Path written = Flowers.written(directory.resolve("all." + format), format, ROWS);
      Dataset<Row> table = Cli.spark().read().format(format).load(written.toString());
      Path data = directory.resolve("bad." + format);
      table
          .coalesce(1)
          .selectExpr(
              "a", "b", "if(monotonically_increasing_id() = 41, null, c) as c", "d", "label")
          .write()
          .format(format)
          .save(data.toString());
      assertNames(
          train(data, "data.scaling=none"),
          "column 'c' has no value in row 42 of " + data + "/part-");
    }
    Path idx = Flowers.idx(directory.resolve("idx"), ROWS, false);
    assertNames(
        train(idx, "network=4 -> 2 softmax"),
        "label 2 in column 'label' is not a class in [0, 2) in row 3 of",
        "train-labels-idx1-ubyte");
  }

  @Test
  void aFileThatIsCutOffIsNamed() throws IOException {
    Path data = Files.createDirectories(directory.resolve("zipped"));
    for (String name : List.of("first.csv.gz", "second.csv.gz")) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(data.resolve(name)))) {
        out.write(String.join("\n", lines()).getBytes(StandardCharsets.UTF_8));
      }
    }
    Path second = data.resolve("second.csv.gz");
    byte[] whole = Files.readAllBytes(second);
    Files.write(second, Arrays.copyOf(whole, whole.length * 2 / 3));
    for (String lineBreaks : List.of("auto", "true", "false")) {
      assertNames(
          train(data, "data.multiLine=" + lineBreaks),
          second + " is damaged: it ends too soon; copy the file again");
    }
  }

  @Test
  void aCutFileOfJsonIsNamedToo() throws IOException {
    Path data = Files.createDirectories(directory.resolve("objects"));
    Path file = data.resolve("rows.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int[] row : Flowers.rows(ROWS)) {
        String object = "{\"a\":%d,\"b\":%d,\"c\":%d,\"d\":%d,\"label\":%d}\n";
        out.write(
            object
                .formatted(row[0], row[1], row[2], row[3], row[4])
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertNames(train(data), file + " is damaged: it ends too soon; copy the file again");
  }

  @Test
  void longCellsAreShortened() throws IOException {
    String cell = String.join("", Collections.nCopies(300_000, "z"));
    for (String line : List.of(cell + ",2,3,4,0", "1,2,3,4," + cell, "1,2," + cell, cell)) {
      Path data = Flowers.csv(directory.resolve("long.csv"), ROWS, line);
      Result result = train(data);
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err().length()).isLessThan(1000);
    }
    Path names = directory.resolve("names.csv");
    Files.writeString(names, "a,b,c,d,label\n1,2,3,4,%s\n1,2,3,4,b\n".formatted(cell));
    assertThat(train(names).err().length()).isLessThan(1000);
    Files.writeString(names, "a,b,c,%s,label\n1,2,3,4,1\n1,2,3,4,0\n".formatted(cell));
    assertThat(train(names, "data.label=kind").err().length()).isLessThan(1000);
  }
}

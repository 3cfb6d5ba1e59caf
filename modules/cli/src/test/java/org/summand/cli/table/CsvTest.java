package org.summand.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;
import org.summand.cli.Cli.Result;
import org.summand.cli.Flowers;
import org.summand.model.NetworkModel;

/** CSV as others write it, and as others read it. */
class CsvTest {
  private static final int ROWS = 60;

  /** What a cell can hold; each is in several rows. */
  private static final List<String> NOTES =
      List.of(
          "plain",
          "x, \"y\"",
          "two\nlines",
          "\"",
          "\"\"",
          "back\\slash\\",
          "\\\"",
          " room around, in quotes ",
          "",
          "windows\r\nlines",
          "a \"quoted\" word, a comma\n\nand a blank line",
          "#no remark",
          "'single'",
          "ünï☃");

  private static final String WRITE =
      """
      import csv, json, sys
      rows = json.load(sys.stdin)
      with open(sys.argv[1], 'w', newline='', encoding='utf-8') as file:
          csv.writer(file).writerows(rows)
      """;

  private static final String READ =
      """
      import csv, json, sys
      with open(sys.argv[1], newline='', encoding='utf-8') as file:
          json.dump(list(csv.reader(file, strict=True)), sys.stdout)
      """;

  @TempDir private Path directory;

  private static String python(String program, Path file, String input) throws Exception {
    Process python =
        new ProcessBuilder("python3", "-c", program, file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    python.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    python.getOutputStream().close();
    String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).isZero();
    return out;
  }

  private static List<String> cells(JsonNode row) {
    List<String> cells = new ArrayList<>();
    row.forEach(cell -> cells.add(cell.asText()));
    return cells;
  }

  private Result train(Path data, String... settings) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--data", data, "--out", directory.resolve("model"), "--overwrite"));
    args.addAll(List.of("--set", "network=" + Flowers.NETWORK, "--set", "train.epochs=2"));
    args.addAll(List.of("--set", "train.shards=2"));
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

  private static void assertRefused(Result result, int exitCode, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(words).doesNotContain("\tat ", "Spark failed");
  }

  private Path lines(String name, List<String> lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, lines);
  }

  private static List<String> plain() {
    List<String> lines = new ArrayList<>(List.of("a,b,c,d,label"));
    for (int[] row : Flowers.rows(ROWS)) {
      lines.add("%d,%d,%d,%d,%d".formatted(row[0], row[1], row[2], row[3], row[4]));
    }
    return lines;
  }

  @Test
  void whatPythonWritesIsReadAndWhatIsWrittenPythonReads() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode rows = mapper.createArrayNode();
    rows.add(mapper.valueToTree(List.of("a", "b", "c", "d", "label", "its \"note\"")));
    int[][] flowers = Flowers.rows(ROWS);
    for (int r = 0; r < ROWS; r++) {
      List<String> row = new ArrayList<>();
      Arrays.stream(flowers[r]).mapToObj(String::valueOf).forEach(row::add);
      row.add(NOTES.get(r % NOTES.size()));
      rows.add(mapper.valueToTree(row));
    }
    Path data = directory.resolve("notes.csv");
    python(WRITE, data, rows.toString());
    float[] expected = weights(lines("plain.csv", plain()));
    assertThat(weights(data, "data.features=[a,b,c,d]")).containsExactly(expected);
    Path out = directory.resolve("predictions");
    Result result =
        Cli.run("predict", "--model", directory.resolve("model"), "--data", data, "--out", out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    List<List<String>> written = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".csv")).sorted().toList()) {
        JsonNode part = mapper.readTree(python(READ, file, ""));
        for (JsonNode row : part) {
          written.add(cells(row));
        }
      }
    }
    assertThat(written).hasSize(1 + ROWS);
    for (int r = 0; r <= ROWS; r++) {
      List<String> cells = cells(rows.get(r));
      assertThat(written.get(r)).hasSize(cells.size() + 4);
      assertThat(written.get(r).subList(0, cells.size() - 1))
          .isEqualTo(cells.subList(0, cells.size() - 1));
      // Windows' line ends become those of the file that Spark writes.
      assertThat(written.get(r).get(cells.size() - 1))
          .isEqualTo(cells.get(cells.size() - 1).replace("\r\n", "\n"));
    }
  }

  @Test
  void onlyFilesWithCellsOfSeveralLinesAreReadInOnePart() throws IOException {
    List<String> lines = plain();
    Path plain = lines("both/plain.csv", lines);
    lines.set(0, lines.get(0) + ",note");
    lines.replaceAll(line -> line.endsWith("note") ? line : line + ",5\" wide");
    Path inches = lines("inches.csv", lines);
    List<String> broken = new ArrayList<>(plain());
    broken.set(0, broken.get(0) + ",note");
    broken.replaceAll(line -> line.endsWith("note") ? line : line + ",\"wide\nor long\"");
    Path notes = lines("notes.csv", broken);
    String part = Cli.spark().conf().get("spark.sql.files.maxPartitionBytes");
    Cli.spark().conf().set("spark.sql.files.maxPartitionBytes", "100");
    try {
      assertThat(partitions(plain)).isGreaterThan(5);
      assertThat(partitions(inches)).isGreaterThan(5);
      assertThat(partitions(notes)).isEqualTo(1);
    } finally {
      Cli.spark().conf().set("spark.sql.files.maxPartitionBytes", part);
    }
    assertThat(weights(notes, "data.features=[a,b,c,d]")).containsExactly(weights(plain));
    assertRefused(
        train(notes, "data.features=[a,b,c,d]", "data.multiLine=false"),
        1,
        "in line 3 of " + notes);
  }

  private static int partitions(Path data) {
    org.summand.cli.config.RunConfiguration run =
        new org.summand.cli.config.ConfigReader()
            .addOption("--data", "data.path", data.toString())
            .addAssignment("network=" + Flowers.NETWORK)
            .read();
    return TableReaders.of(
            run.data(), OptionalInt.of(4), true, Cli.spark().sparkContext().hadoopConfiguration())
        .read(Cli.spark(), line -> {})
        .javaRDD()
        .getNumPartitions();
  }

  @Test
  void aLoneQuoteIsAFaultOfItsLine() throws IOException {
    List<String> lines = plain();
    lines.add(31, "1,\"2,3,4,1");
    Path data = lines("lone.csv", lines);
    assertRefused(train(data), 1, "line 32 of " + data);
  }

  @Test
  void columnsWithoutANameAreLeftOutAndSaidSo() throws IOException {
    float[] expected = weights(lines("plain.csv", plain()));
    List<String> indexed = plain();
    for (int i = 0; i < indexed.size(); i++) {
      indexed.set(i, (i == 0 ? "" : String.valueOf(i - 1)) + "," + indexed.get(i));
    }
    Path data = lines("indexed.csv", indexed);
    assertThat(weights(data)).containsExactly(expected);
    assertThat(train(data).err()).contains("left out", "no name", "column number 1");
  }

  @Test
  void namesThatDifferOnlyInCaseAreTwoColumns() throws IOException {
    List<String> lines = plain();
    float[] expected = weights(lines("plain.csv", lines));
    lines.set(0, "a,A,Label,LABEL,label");
    assertThat(weights(lines("cases.csv", lines))).containsExactly(expected);
  }

  @Test
  void aNameThatStandsTwiceIsRefused() throws IOException {
    List<String> lines = plain();
    lines.set(0, "a,b,a,d,label");
    Path data = lines("twice.csv", lines);
    assertRefused(train(data), 2, data + " has two columns 'a', number 1 and number 3", "rename");
  }

  @Test
  void aMarkOfUnicodeIsNoPartOfAName() throws IOException {
    float[] expected = weights(lines("plain.csv", plain()));
    List<String> lines = plain();
    lines.set(0, "\uFEFF" + lines.get(0));
    Path data = lines("marked.csv", lines);
    assertThat(weights(data)).containsExactly(expected);
    assertThat(weights(data, "data.multiLine=true")).containsExactly(expected);
    Path utf16 = directory.resolve("utf16.csv");
    Files.writeString(utf16, String.join("\n", plain()), StandardCharsets.UTF_16);
    assertRefused(train(utf16), 2, utf16 + " is not a text in UTF-8");
  }

  /** Read as UTF-8, different words would become one. */
  @Test
  void linesOfAnotherEncodingAreRefused() throws IOException {
    Path latin = directory.resolve("latin.csv");
    String names = String.join("\n", plain()).replaceFirst("label", "größe");
    Files.writeString(latin, names, StandardCharsets.ISO_8859_1);
    assertRefused(train(latin), 2, latin + " is not a text in UTF-8");
    List<String> lines = plain();
    lines.set(20, "1,2,3,4,Müller");
    Files.writeString(latin, String.join("\n", lines), StandardCharsets.ISO_8859_1);
    assertRefused(
        train(latin), 1, "the line '1,2,3,4,M\uFFFDller' of " + latin, "not a text in UTF-8");
    lines.set(0, "größe,b,c,d,label");
    lines.set(20, "1,2,3,4,0");
    Files.writeString(latin, String.join("\n", lines));
    assertThat(weights(latin)).isNotEmpty();
  }

  @Test
  void filesOfTheSameColumnsInAnotherOrderAreReadByTheirNames() throws IOException {
    List<String> lines = plain();
    lines("same/one.csv", lines.subList(0, 31));
    List<String> rest = new ArrayList<>(List.of(lines.get(0)));
    rest.addAll(lines.subList(31, lines.size()));
    Path same = lines("same/two.csv", rest).getParent();
    lines("turned/one.csv", lines.subList(0, 31));
    Path turned =
        lines(
                "turned/two.csv",
                rest.stream()
                    .map(line -> line.split(","))
                    .map(c -> String.join(",", c[4], c[3], c[0], c[1], c[2]))
                    .toList())
            .getParent();
    assertThat(weights(turned)).containsExactly(weights(same));
  }

  @Test
  void filesOfOtherColumnsAreRefusedByName() throws IOException {
    List<String> lines = plain();
    Path one = lines("other/one.csv", lines);
    lines.set(0, "a,b,x,d,label");
    Path two = lines("other/two.csv", lines);
    assertRefused(train(two.getParent()), 2, two + " has no column c but x, unlike that of " + one);
  }

  @Test
  void separatorsAreFoundOut() throws IOException {
    float[] expected = weights(lines("plain.csv", plain()));
    for (String[] way :
        new String[][] {
          {"x.tsv", "\t"}, {"x.txt", "\t"}, {"y.txt", ";"}, {"z.csv", ";"}, {"v.data", "|"}
        }) {
      List<String> lines = plain().stream().map(line -> line.replace(",", way[1])).toList();
      assertThat(weights(lines(way[0], lines))).as(way[0]).containsExactly(expected);
    }
    Path spaced =
        lines(
            "spaced.txt", Files.readAllLines(Flowers.libsvm(directory.resolve("f.libsvm"), ROWS)));
    // Numbers of LIBSVM files are not scaled unless somebody says so.
    assertThat(weights(spaced))
        .containsExactly(weights(lines("plain.csv", plain()), "data.scaling=none"));
    Path words = lines("words.txt", List.of("a text", "and no table"));
    assertRefused(train(words), 2, "words.txt", "set data.format");
    lines("mixed/one.csv", plain());
    Path mixed = lines("mixed/two.tsv", plain()).getParent();
    assertRefused(train(mixed), 2, "data.separator");
  }

  @Test
  void aNameMayLookLikeAPattern() throws IOException {
    float[] expected = weights(lines("plain.csv", plain()));
    assertThat(weights(lines("a [1] {2}.csv", plain()))).containsExactly(expected);
  }

  @Test
  void documentsBesideDataAreNotRead() throws IOException {
    float[] expected = weights(lines("plain.csv", plain()));
    Path data = lines("beside/part-0.csv", plain()).getParent();
    for (String name :
        List.of("README", "README.md", "LICENSE.txt", "_log", ".hidden", "data.sha256")) {
      lines("beside/" + name, List.of("read me"));
    }
    assertThat(weights(data)).containsExactly(expected);
    assertThat(weights(data, "data.format=csv")).containsExactly(expected);
    assertThat(train(data).err())
        .contains("not read, being no data: LICENSE.txt, README, README.md, data.sha256");
    lines("beside/more.xyz", List.of("?"));
    assertRefused(train(data), 2, "more.xyz", "several formats", "data.format");
  }
}

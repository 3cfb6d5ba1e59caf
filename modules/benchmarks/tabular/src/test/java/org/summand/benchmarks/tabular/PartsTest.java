package org.summand.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "20640, 4129",
    "45222, 9045",
    "45211, 9042",
    "22784, 4559",
    "4601, 921",
    "8192, 1639"
  })
  void aFifthOfTheRowsIsToTestWith(int rows, int tests) {
    // The counts are those that the open tables are published with.
    assertThat(LongStream.range(0, rows).filter(Parts::isTest)).hasSize(tests);
  }

  @Test
  void theRuleIsThatOfThePage() {
    // Python: [i for i in range(25) if i * 2654435761 % 2**32 < 858993459], and from 5·10⁹, where
    // the
    // product is beyond 2⁶³.
    assertThat(tests(0, 25)).containsExactly(0L, 5L, 10L, 13L, 18L);
    assertThat(tests(5_000_000_000L, 5_000_000_010L))
        .containsExactly(5_000_000_002L, 5_000_000_007L);
  }

  private static Stream<Long> tests(long from, long to) {
    return LongStream.range(from, to).filter(Parts::isTest).boxed();
  }

  @Test
  void everyRowIsInOnePart() throws IOException {
    String text =
        "a,label\n" + String.join("", LongStream.range(0, 100).mapToObj(i -> i + ",1\n").toList());
    Files.writeString(folder.resolve("plain.csv"), text);
    try (OutputStream gz =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("packed.csv.gz")))) {
      gz.write(text.getBytes(StandardCharsets.UTF_8));
    }

    for (String file : List.of("plain.csv", "packed.csv.gz")) {
      Parts parts = Parts.of(new OpenTable(file, "label", Task.CLASS), folder, folder);

      List<String> training = Files.readAllLines(parts.training());
      List<String> test = Files.readAllLines(parts.test());
      assertThat(training.get(0)).isEqualTo("a,label");
      assertThat(test.get(0)).isEqualTo("a,label");
      assertThat(training).hasSize(1 + parts.trainingRows());
      assertThat(test).hasSize(1 + parts.testRows());
      assertThat(parts.trainingRows() + parts.testRows()).isEqualTo(100);
      for (long i = 0; i < 100; i++) {
        assertThat(Parts.isTest(i) ? test : training).contains(i + ",1");
      }
    }
  }

  @Test
  void aRowMayGoOverSeveralLines() throws IOException {
    Files.writeString(folder.resolve("lines.csv"), "a,y\n\"one\n\"\"two\"\"\",1\n\nthree,2\n");

    Parts parts = Parts.of(new OpenTable("lines.csv", "y", Task.NUMBER), folder, folder);

    assertThat(parts.trainingRows() + parts.testRows()).isEqualTo(2);
    assertThat(Files.readString(parts.test())).isEqualTo("a,y\n\"one\n\"\"two\"\"\",1\n");
    assertThat(Files.readString(parts.training())).isEqualTo("a,y\nthree,2\n");
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> OpenTable.in(folder))
        .withMessageContaining("--data FOLDER");
    Path list =
        Files.writeString(folder.resolve("tables.json"), "[{\"file\": \"a.csv\", \"x\": 1}]");
    assertThatIOException()
        .isThrownBy(() -> OpenTable.in(folder))
        .withMessageContaining(list + " does not list tables, each with its file, label and task");
    OpenTable none = new OpenTable("none.csv.gz", "y", Task.NUMBER);
    assertThat(none.name()).isEqualTo("none");
    assertThatIOException()
        .isThrownBy(() -> Parts.of(none, folder, folder))
        .withMessageContaining("there is no " + folder.resolve("none.csv.gz"));
    Files.writeString(folder.resolve("a.csv"), "x,\"the label\"\n1,2\n");
    assertThatIOException()
        .isThrownBy(() -> Parts.of(new OpenTable("a.csv", "y", Task.NUMBER), folder, folder))
        .withMessageContaining(
            "has no column 'y', which tables.json names; its columns are [x, the");
  }
}

package org.summand.cli.table.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFormatTest {
  private static final List<String> ODD_CELLS =
      List.of("a,b", "\"", "say \"no\"", "two\nlines", "two\r\nlines", "\r", "#1", "é|;\t'", "");

  @Test
  void whatIsWrittenIsReadAgain() {
    CsvWriter writer = CsvFormat.writer();
    for (int first = 0; first < ODD_CELLS.size() - 1; first++) {
      List<String> cells = ODD_CELLS.subList(first, ODD_CELLS.size());
      String row = writer.writeRowToString(cells.toArray(String[]::new));
      assertThat(CsvFormat.cells(row, ","))
          .containsExactlyElementsOf(cells.stream().map(String::strip).toList());
    }
  }

  @Test
  void onlyWhatNeedsQuotesHasThem() {
    CsvWriter writer = CsvFormat.writer();
    assertThat(writer.writeRowToString("a", " b ", "#c", "", null, "d;e"))
        .isEqualTo("a, b ,#c,,,d;e");
    assertThat(writer.writeRowToString("a,b", "\"", "c\nd", "e\rf", "g\r\nh"))
        .isEqualTo("\"a,b\",\"\"\"\",\"c\nd\",\"e\rf\",\"g\r\nh\"");
    assertThat(writer.writeRowToString("")).isEmpty();
  }

  @Test
  void rowsMayBeLong() {
    String[] many = Collections.nCopies(30_000, "x").toArray(String[]::new);
    many[1] = "y".repeat(1 << 20);
    String row = CsvFormat.writer().writeRowToString(many);
    assertThat(Arrays.equals(CsvFormat.cells(row, ","), many)).isTrue();
  }
}

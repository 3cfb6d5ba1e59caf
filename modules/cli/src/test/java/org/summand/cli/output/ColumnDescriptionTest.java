package org.summand.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.summand.table.CellReader;
import org.summand.table.NumberEncoding;
import org.summand.table.RawColumn;
import org.summand.table.TableEncoder;
import org.summand.table.Vocabulary;

class ColumnDescriptionTest {
  private static String described(int words) {
    List<String> all = IntStream.range(0, words).mapToObj(i -> "w" + i).sorted().toList();
    RawColumn column = RawColumn.category("street", new Vocabulary(all, true, false));
    TableEncoder encoder =
        new TableEncoder(
            CellReader.usual(),
            List.of(column),
            NumberEncoding.identity(0),
            new int[0],
            new boolean[] {false});
    return String.join("\n", new ColumnDescription(encoder).sentences());
  }

  /** Training takes several times as much: who sees it can stop before it begins. */
  @Test
  void vectorsOfManyWordsAreToldWithTheirMemory() {
    assertThat(described(30)).isEqualTo("1 embedded category: street (30)");
    assertThat(described(40_000))
        .isEqualTo("1 embedded category: street (40000); their vectors take 1.2 MiB");
  }
}

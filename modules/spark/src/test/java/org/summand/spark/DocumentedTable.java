package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of {@code docs/reliability.md} that tests make. Where what they saw is not what stands
 * there, they fail; with {@code -DwriteTables=true} they write it instead.
 */
final class DocumentedTable {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "reliability.md");

  private DocumentedTable() {}

  /** Requires, or writes, the table under a header. */
  static void require(String header, List<String> lines) throws IOException {
    String document = Files.readString(DOCUMENT);
    int from = document.indexOf(header);
    assertThat(from).as("where the table '" + header + "' begins").isNotNegative();
    int to = document.indexOf("\n\n", from);
    String rule = header.replaceAll("[^|]+", "---");
    String table =
        Stream.concat(Stream.of(header, rule), lines.stream()).collect(Collectors.joining("\n"));
    if (Boolean.getBoolean("writeTables")) {
      Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
    } else {
      assertThat(document.substring(from, to)).isEqualTo(table);
    }
  }
}

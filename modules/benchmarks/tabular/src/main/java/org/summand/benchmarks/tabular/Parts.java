package org.summand.benchmarks.tabular;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The two parts of a table, each in a file with the table's first line: the rows that every system
 * learns from, and those that it is judged by.
 *
 * @param trainingRows the rows to learn from, without the first line
 * @param testRows the others
 */
record Parts(OpenTable table, Path training, Path test, int trainingRows, int testRows) {
  private static final long MULTIPLIER = 2_654_435_761L;
  private static final long MASK = 0xFFFF_FFFFL;

  /** A fifth of 2³². */
  private static final long TEST_BELOW = 858_993_459L;

  /**
   * Whether row i, from 0, belongs to the test part: (i · 2654435761) mod 2³² &lt; 858993459, a
   * fifth of the rows, spread evenly.
   */
  static boolean isTest(long row) {
    return (row * MULTIPLIER & MASK) < TEST_BELOW;
  }

  /** Reads a table and writes its parts into another folder. */
  static Parts of(OpenTable table, Path folder, Path into) throws IOException {
    Path training = into.resolve("train.csv");
    Path test = into.resolve("test.csv");
    int[] rows = new int[2];
    try (BufferedReader lines = open(folder.resolve(table.file()));
        BufferedWriter toTraining = Files.newBufferedWriter(training);
        BufferedWriter toTest = Files.newBufferedWriter(test)) {
      String first = nextRecord(lines);
      if (first == null) {
        throw new IOException(folder.resolve(table.file()) + " is empty");
      }
      if (!CsvTable.cells(first).contains(table.label())) {
        throw new IOException(
            "%s has no column '%s', which tables.json names; its columns are %s"
                .formatted(folder.resolve(table.file()), table.label(), CsvTable.cells(first)));
      }
      toTraining.append(first).append('\n');
      toTest.append(first).append('\n');
      long row = 0;
      for (String record = nextRecord(lines); record != null; record = nextRecord(lines)) {
        boolean isTest = isTest(row++);
        (isTest ? toTest : toTraining).append(record).append('\n');
        rows[isTest ? 1 : 0]++;
      }
    }
    return new Parts(table, training, test, rows[0], rows[1]);
  }

  private static BufferedReader open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no " + file + ", which tables.json names");
    }
    InputStream bytes = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
            StandardCharsets.UTF_8));
  }

  /** A row as it stands, over several lines where a quoted cell has them; null at the end. */
  private static String nextRecord(BufferedReader lines) throws IOException {
    String record = lines.readLine();
    while (record != null && record.isEmpty()) {
      record = lines.readLine();
    }
    while (record != null && record.chars().filter(sign -> sign == '"').count() % 2 != 0) {
      String more = lines.readLine();
      if (more == null) {
        throw new IOException("a quoted cell does not end: " + record);
      }
      record += "\n" + more;
    }
    return record;
  }
}

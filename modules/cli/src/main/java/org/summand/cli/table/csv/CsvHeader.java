package org.summand.cli.table.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.summand.cli.config.RequestException;
import org.summand.cli.table.file.TextFiles;
import org.summand.table.MessageText;
import org.summand.table.Numerals;

/**
 * The names in the first line of a CSV file.
 *
 * @param file where it stands
 * @param cells what is in each cell, empty for a column without a name
 */
record CsvHeader(String file, List<String> cells) {
  /**
   * The header of a file, which names at least one column, and none twice.
   *
   * @param asked columns that the file should have; where they are all there, numbers are names
   * @throws RequestException saying which columns are wrong
   */
  static CsvHeader of(FileStatus file, String[] cells, List<String> asked) {
    CsvHeader header = new CsvHeader(TextFiles.name(file.getPath().toString()), List.of(cells));
    header.requireNames(asked);
    return header;
  }

  /** The names of a file without a header, as Spark gives them. */
  static CsvHeader byPosition(FileStatus file, int columns) {
    return new CsvHeader(
        TextFiles.name(file.getPath().toString()),
        IntStream.range(0, columns).mapToObj(i -> "_c" + i).toList());
  }

  private void requireNames(List<String> asked) {
    List<String> named = names();
    if (named.isEmpty()) {
      throw new RequestException("the first line of " + file + " names no column");
    }
    if (named.stream().allMatch(Numerals::isNumber) && !named.containsAll(asked)) {
      throw new RequestException(
          "the first line of "
              + file
              + " holds numbers, not the names of columns; set data.header = false, and call the"
              + " columns _c0, _c1, …");
    }
    for (String name : named) {
      int first = cells.indexOf(name);
      int last = cells.lastIndexOf(name);
      if (first != last) {
        throw new RequestException(
            file
                + " has two columns '"
                + MessageText.shortened(name)
                + "', number "
                + (first + 1)
                + " and number "
                + (last + 1)
                + "; rename one of them");
      }
    }
  }

  /** The columns that have a name. */
  List<String> names() {
    return cells.stream().filter(name -> !name.isEmpty()).toList();
  }

  /**
   * The places, counted from 1, of columns without a name, such as the index that pandas writes.
   */
  List<Integer> nameless() {
    return IntStream.range(0, cells.size())
        .filter(i -> cells.get(i).isEmpty())
        .mapToObj(i -> i + 1)
        .toList();
  }

  /** Whether it names the same columns, in whatever order. */
  boolean isLike(CsvHeader other) {
    return new HashSet<>(names()).equals(new HashSet<>(other.names()));
  }

  /** The error where it names other columns than the first file's header. */
  RequestException differsFrom(CsvHeader expected) {
    List<String> missing = new ArrayList<>(expected.names());
    missing.removeAll(names());
    List<String> added = new ArrayList<>(names());
    added.removeAll(expected.names());
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("has no column " + MessageText.list(missing));
    }
    if (!added.isEmpty()) {
      parts.add((missing.isEmpty() ? "has " : "but ") + MessageText.list(added));
    }
    return new RequestException(
        "the first line of "
            + file
            + " "
            + String.join(" ", parts)
            + ", unlike that of "
            + expected.file
            + "; files that are read together must have the same columns");
  }

  /** The cells under names that differ from each other, for Spark. */
  String[] distinct() {
    String[] names = cells.toArray(String[]::new);
    for (int i = 0; i < names.length; i++) {
      if (names[i].isEmpty()) {
        names[i] = "nameless column " + (i + 1);
      }
    }
    return Arrays.copyOf(names, names.length);
  }
}

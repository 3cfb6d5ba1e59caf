package org.summand.cli.table.csv;

import java.util.List;
import org.summand.cli.config.DataSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.table.file.DataFiles;
import org.summand.cli.table.file.FileNames;
import org.summand.cli.table.file.FirstLine;
import org.summand.data.BadDataException;

/** Finds out what stands between two cells of CSV files. */
final class CsvSeparator {
  private CsvSeparator() {}

  /** What stands between two cells: as it is configured, or told by names or a first line. */
  static String of(DataFiles files, DataSettings data) {
    if (!data.separator().equals(DataSettings.AUTO)) {
      return data.separator();
    }
    List<Boolean> tabs =
        files.data().stream()
            .map(file -> FileNames.hasTabs(file.getPath().getName()))
            .distinct()
            .toList();
    if (tabs.size() > 1) {
      throw new RequestException(
          files.path()
              + " holds files with tabs and files with commas between cells; set data.path to a"
              + " pattern such as *.csv, or data.separator");
    }
    return tabs.get(0) ? "\t" : firstLine(files).separator();
  }

  private static FirstLine firstLine(DataFiles files) {
    return files.data().stream()
        .map(file -> FirstLine.of(file, files.hadoop()))
        .filter(line -> !line.text().isEmpty())
        .findFirst()
        .orElseThrow(() -> new BadDataException(files.path() + " has no rows"));
  }
}

package org.summand.cli.table.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.summand.cli.config.DataFormat;
import org.summand.cli.config.RequestException;
import org.summand.spark.io.HadoopFiles;
import org.summand.table.MessageText;

/** The files behind a path, looked at before Spark is asked to read them. */
public final class DataFiles {
  /** More characters than any folder of files by one program needs, but no more than Spark logs. */
  private static final int LONGEST_FILTER = 100_000;

  private final String path;
  private final String pattern;
  private final Configuration hadoop;
  private final FileSystem system;
  private final List<FileStatus> data = new ArrayList<>();
  private final List<String> documents = new ArrayList<>();

  /** The format that the name of a directory tells of its files. */
  private DataFormat ofDirectory = DataFormat.AUTO;

  /**
   * @param path a file, a directory or a pattern
   * @throws RequestException where there is none
   */
  public DataFiles(String path, Configuration hadoop) {
    this.path = path;
    this.hadoop = hadoop;
    try {
      Path given = new Path(path);
      system = HadoopFiles.of(given, hadoop);
      FileStatus[] matches = system.globStatus(given);
      boolean isPattern = matches != null && matches.length > 0;
      if (!isPattern && system.exists(given)) {
        matches = new FileStatus[] {system.getFileStatus(given)};
      } else if (!isPattern) {
        throw new RequestException(
            "there is no file or directory "
                + path
                + ", looked for at "
                + system.makeQualified(given)
                + "; check data.path or --data");
      }
      this.pattern = isPattern ? path : FileNames.literally(path);
      for (FileStatus match : matches) {
        if (match.isFile()) {
          data.add(match);
        } else {
          ofDirectory = FileNames.format(match.getPath().getName());
          addFilesIn(match.getPath());
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new RequestException(path + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** What Spark would read there: files, also those in directories named {@code column=value}. */
  private void addFilesIn(Path directory) throws IOException {
    FileStatus[] children = system.listStatus(directory);
    Arrays.sort(children);
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      boolean isPartition = child.isDirectory() && name.contains("=");
      if (isPartition) {
        addFilesIn(child.getPath());
      } else if (FileNames.isHidden(name) || child.isDirectory()) {
        continue;
      } else if (FileNames.isDocument(name)) {
        documents.add(name);
      } else {
        data.add(child);
      }
    }
  }

  /** The path as it was given. */
  public String path() {
    return path;
  }

  /** The path as Spark takes it, in which a name such as {@code a[1].csv} is no pattern. */
  public String pattern() {
    return pattern;
  }

  public Configuration hadoop() {
    return hadoop;
  }

  /** The files with rows. */
  public List<FileStatus> data() {
    return data;
  }

  /** Whether the path is that of one file on this machine. */
  public boolean isOneLocalFile() {
    return data.size() == 1
        && documents.isEmpty()
        && "file".equals(data.get(0).getPath().toUri().getScheme())
        && data.get(0).getPath().equals(system.makeQualified(new Path(path)));
  }

  /** The names of files that are there but hold no rows, such as README. */
  public List<String> documents() {
    return documents;
  }

  /**
   * The files with rows as Spark's {@code pathGlobFilter}; empty where all that Spark would read
   * are.
   */
  public String filter() {
    if (documents.isEmpty()) {
      return "";
    }
    String names =
        data.stream()
            .map(file -> FileNames.literally(file.getPath().getName()))
            .distinct()
            .collect(Collectors.joining(",", "{", "}"));
    if (names.length() <= LONGEST_FILTER) {
      return names;
    }
    throw new RequestException(
        path
            + " holds "
            + data.size()
            + " files beside "
            + documents.get(0)
            + "; move that elsewhere, or name the others by a pattern such as "
            + path
            + "/part-*");
  }

  /** The format of the files, told by their names or else by their first lines. */
  public DataFormat format() {
    List<DataFormat> formats = data.stream().map(this::format).distinct().toList();
    if (formats.isEmpty()) {
      throw new RequestException(path + " holds no files with rows; check data.path or --data");
    }
    if (formats.size() == 1 && formats.get(0) != DataFormat.AUTO) {
      return formats.get(0);
    }
    List<String> names = data.stream().map(file -> file.getPath().getName()).toList();
    throw new RequestException(
        "the names in "
            + path
            + (formats.size() == 1 ? " do not tell the format" : " tell of several formats")
            + " ("
            + MessageText.list(names)
            + "); set data.format to csv, libsvm, parquet, json, orc or idx");
  }

  private DataFormat format(FileStatus file) {
    String name = file.getPath().getName();
    DataFormat format = FileNames.format(name);
    if (format == DataFormat.AUTO && FileNames.isPlainText(name)) {
      format = FirstLine.of(file, hadoop).format();
    }
    return format == DataFormat.AUTO ? ofDirectory : format;
  }
}

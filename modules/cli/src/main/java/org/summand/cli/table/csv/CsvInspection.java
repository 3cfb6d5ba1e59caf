package org.summand.cli.table.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.summand.cli.table.file.FirstLine;
import org.summand.cli.table.file.MultiLineScan;
import org.summand.cli.table.file.TextFiles;
import org.summand.data.BadDataException;
import org.summand.table.MessageText;

/**
 * Inspects CSV files before they are read: the first line of each, and whether quoted cells go over
 * several lines. Small files are looked at here, larger ones in parts by a Spark job.
 */
final class CsvInspection {
  /** Fewer bytes than this, packed or not, are looked at sooner than a job starts. */
  private static final long FEW_BYTES = 4L << 20;

  private static final int FEW_FILES = 32;
  private static final long PART_BYTES = 32L << 20;

  private CsvInspection() {}

  /**
   * What was found in a file. * @param first its first line
   *
   * @param isMultiLine whether a quoted cell goes over several lines
   */
  record Seen(FileStatus file, FirstLine first, boolean isMultiLine) {}

  /**
   * Looks at files.
   *
   * @param searches whether to look for quoted cells of several lines
   * @param spark asked for where there is much to look at
   * @throws BadDataException where a file is damaged
   */
  static List<Seen> at(
      List<FileStatus> files,
      String separator,
      boolean searches,
      Configuration hadoop,
      Supplier<SparkSession> spark) {
    List<Part> parts = new ArrayList<>();
    long bytes = 0;
    for (int f = 0; f < files.size(); f++) {
      FileStatus file = files.get(f);
      bytes += searches ? file.getLen() : 0;
      addParts(file, f, searches, parts, hadoop);
    }
    boolean isLittle = isLittle(bytes) && files.size() <= FEW_FILES;
    List<Part> seen =
        isLittle
            ? parts.stream().map(part -> part.look(separator, searches, hadoop)).toList()
            : byJob(parts, separator, searches, spark.get());
    return together(files, seen);
  }

  /** Whether so many bytes are read sooner than a job starts. */
  static boolean isLittle(long bytes) {
    return bytes <= FEW_BYTES;
  }

  private static void addParts(
      FileStatus file, int number, boolean searches, List<Part> parts, Configuration hadoop) {
    String path = file.getPath().toString();
    boolean inParts = searches && !TextFiles.isCompressed(file.getPath(), hadoop);
    long length = inParts ? file.getLen() : 0;
    parts.add(new Part(number, path, 0, inParts ? PART_BYTES : Long.MAX_VALUE));
    for (long from = PART_BYTES; from < length; from += PART_BYTES) {
      parts.add(new Part(number, path, from, from + PART_BYTES));
    }
  }

  private static List<Part> byJob(
      List<Part> parts, String separator, boolean searches, SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    ArrayList<Part> all = new ArrayList<>(parts);
    return context
        .parallelize(IntStream.range(0, all.size()).boxed().toList(), all.size())
        .map(p -> all.get(p).look(separator, searches, hadoop.value()))
        .collect();
  }

  private static List<Seen> together(List<FileStatus> files, List<Part> parts) {
    String[] first = new String[files.size()];
    long[] odd = new long[files.size()];
    long[] open = new long[files.size()];
    for (Part part : parts) {
      if (part.fault != null) {
        throw new BadDataException(part.fault);
      }
      first[part.file] = part.first == null ? first[part.file] : part.first;
      odd[part.file] += part.oddLines;
      open[part.file] += part.openLines;
    }
    return IntStream.range(0, files.size())
        .mapToObj(
            f ->
                new Seen(
                    files.get(f),
                    new FirstLine(first[f]),
                    MultiLineScan.isMultiLine(odd[f], open[f])))
        .toList();
  }

  /**
   * A part of a file, and what is seen of it.
   *
   * <p>A final class rather than a record, because Kryo cannot serialise records.
   */
  private static final class Part implements Serializable {
    private static final long serialVersionUID = 1;

    private final int file;
    private final String path;
    private final long from;
    private final long to;
    private String first;
    private long oddLines;
    private long openLines;
    private String fault;

    Part(int file, String path, long from, long to) {
      this.file = file;
      this.path = path;
      this.from = from;
      this.to = to;
    }

    Part look(String separator, boolean searches, Configuration hadoop) {
      try {
        if (from == 0) {
          first = FirstLine.of(new Path(path), hadoop).text();
        }
        if (searches) {
          search(separator, hadoop);
        }
      } catch (BadDataException damaged) {
        fault = damaged.getMessage();
      } catch (IOException unreadable) {
        fault = TextFiles.damaged(path, unreadable).getMessage();
      }
      return this;
    }

    private void search(String separator, Configuration hadoop) throws IOException {
      MultiLineScan scan = new MultiLineScan(separator);
      try (InputStream in = open(hadoop)) {
        scan.scan(in, from, to);
      }
      if (scan.unreadable().isPresent()) {
        fault =
            "the line '"
                + MessageText.shortened(scan.unreadable().get().strip())
                + "' of "
                + TextFiles.name(path)
                + " is not a text in UTF-8; save the file so (spreadsheets call it “CSV UTF-8”)";
      }
      oddLines = scan.oddLines();
      openLines = scan.openLines();
    }

    private InputStream open(Configuration hadoop) throws IOException {
      Path there = new Path(path);
      if (from == 0) {
        return TextFiles.open(there, hadoop);
      }
      FSDataInputStream in = there.getFileSystem(hadoop).open(there);
      in.seek(from);
      return in;
    }
  }
}

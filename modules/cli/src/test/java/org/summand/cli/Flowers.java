package org.summand.cli;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.summand.compute.CounterRandom;

/**
 * A small data set that can be learned: three kinds of flowers, each with four measures in whole
 * numbers from 0 to 255 around the kind's own, and the kind as the label.
 */
public final class Flowers {
  /** A network that learns them. */
  public static final String NETWORK = "4 -> 8 tanh -> 3 softmax";

  public static final List<String> MEASURES = List.of("a", "b", "c", "d");
  public static final List<String> KINDS = List.of("aster", "iris", "rose");

  private static final int[][] CENTRES = {
    {40, 200, 90, 30}, {180, 60, 100, 150}, {90, 110, 220, 70}
  };
  private static final int SPREAD = 30;

  private Flowers() {}

  /** Rows of four measures and the number of the kind. */
  public static int[][] rows(int count) {
    int[][] rows = new int[count][];
    for (int r = 0; r < count; r++) {
      int kind = r % KINDS.size();
      rows[r] = new int[MEASURES.size() + 1];
      for (int c = 0; c < MEASURES.size(); c++) {
        double noise = 2 * CounterRandom.uniform(7, r * MEASURES.size() + c) - 1;
        rows[r][c] = (int) (CENTRES[kind][c] + SPREAD * noise);
      }
      rows[r][MEASURES.size()] = kind;
    }
    return rows;
  }

  /** A CSV file with a header, more lines following the rows. */
  public static Path csv(Path file, int count, String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,c,d,label"));
    for (int[] row : rows(count)) {
      lines.add(String.join(",", IntStream.of(row).mapToObj(String::valueOf).toList()));
    }
    Collections.addAll(lines, more);
    return Files.write(file, lines);
  }

  /** A CSV file whose labels are the names of the kinds. */
  public static Path csvOfNames(Path file, int count) throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,c,d,kind"));
    for (int[] row : rows(count)) {
      lines.add("%d,%d,%d,%d,%s".formatted(row[0], row[1], row[2], row[3], KINDS.get(row[4])));
    }
    return Files.write(file, lines);
  }

  public static Path libsvm(Path file, int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int[] row : rows(count)) {
      lines.add("%d 1:%d 2:%d 3:%d 4:%d".formatted(row[4], row[0], row[1], row[2], row[3]));
    }
    return Files.write(file, lines);
  }

  /** A directory that Spark writes, in a format it knows. */
  public static Path written(Path directory, String format, int count) {
    StructType schema = new StructType();
    for (String measure : MEASURES) {
      schema = schema.add(measure, DataTypes.IntegerType);
    }
    List<Row> rows = new ArrayList<>();
    for (int[] row : rows(count)) {
      rows.add(RowFactory.create(IntStream.of(row).boxed().toArray()));
    }
    Dataset<Row> table =
        Cli.spark().createDataFrame(rows, schema.add("label", DataTypes.IntegerType));
    table.write().format(format).save(directory.toString());
    return directory;
  }

  /** A directory with a pair of IDX files, named as those of MNIST are. */
  public static Path idx(Path directory, int count, boolean gzipped) throws IOException {
    Files.createDirectories(directory);
    String ending = gzipped ? ".gz" : "";
    Path images = directory.resolve("train-images-idx3-ubyte" + ending);
    Path labels = directory.resolve("train-labels-idx1-ubyte" + ending);
    int[][] rows = rows(count);
    try (DataOutputStream out = new DataOutputStream(open(images, gzipped))) {
      for (int word : new int[] {0x00000803, count, 2, 2}) {
        out.writeInt(word);
      }
      for (int[] row : rows) {
        for (int c = 0; c < MEASURES.size(); c++) {
          out.write(row[c]);
        }
      }
    }
    try (DataOutputStream out = new DataOutputStream(open(labels, gzipped))) {
      out.writeInt(0x00000801);
      out.writeInt(count);
      for (int[] row : rows) {
        out.write(row[MEASURES.size()]);
      }
    }
    return directory;
  }

  private static OutputStream open(Path file, boolean gzipped) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return gzipped ? new GZIPOutputStream(out) : out;
  }
}

package org.summand.benchmarks.scaling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.summand.benchmarks.ChildJvm;
import org.summand.benchmarks.Machine;

/**
 * Measures steps on every cluster, fits the model, and writes scaling.json, scaling.md and its
 * plots into a folder. With nothing but a folder that has a scaling.json, writes the others anew.
 */
public final class Main {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MOST_MINUTES = 60;

  /**
   * All points and where they come from.
   *
   * @param date when
   * @param machine on what
   * @param points the steps
   */
  record Measured(String date, String machine, List<Point> points) {}

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 1 || args.length > 2) {
      System.err.println("scaling: name the folder to write into, and the seconds for each point");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path json = folder.resolve("scaling.json");
    if (args.length == 2) {
      Files.writeString(json, print(measure(Double.parseDouble(args[1]))));
    }
    new Report(read(json)).write(folder);
  }

  static Measured read(Path json) throws IOException {
    return MAPPER.readValue(Files.readString(json), Measured.class);
  }

  private static Measured measure(double secondsAPoint) throws IOException, InterruptedException {
    String machine = Machine.describe();
    List<Point> points = new ArrayList<>();
    for (Cluster cluster : Cluster.values()) {
      System.err.println("scaling: " + cluster.title());
      points.addAll(measure(cluster, secondsAPoint));
    }
    return new Measured(LocalDate.now().toString(), machine, points);
  }

  private static List<Point> measure(Cluster cluster, double secondsAPoint)
      throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("root")).toAbsolutePath();
    // A worker asks for a Spark home; what its executors run is on their class path.
    Path home = Files.createDirectories(root.resolve("modules/benchmarks/scaling/target/spark"));
    Files.createDirectories(home.resolve("jars"));
    Path output = home.resolve(cluster.text() + ".json");
    ChildJvm jvm =
        new ChildJvm(
            root,
            System.getProperty("java.class.path"),
            output,
            SweepProcess.class.getName(),
            cluster.text(),
            String.valueOf(secondsAPoint));
    jvm.builder().directory(home.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    jvm.builder().environment().put("SPARK_HOME", home.toString());
    jvm.builder().environment().put("SPARK_SCALA_VERSION", "2.13");
    Optional<String> failure = jvm.run(MOST_MINUTES);
    if (failure.isPresent()) {
      throw new IOException(cluster.title() + ": " + failure.get());
    }
    List<Point> points = new ArrayList<>();
    for (String line : jvm.lines()) {
      points.add(MAPPER.readValue(line, Point.class));
    }
    return points;
  }

  /** One point a line. */
  private static String print(Measured measured) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Point point : measured.points()) {
      lines.add("  " + MAPPER.writeValueAsString(point));
    }
    return String.format(
        "{\"date\": %s, \"machine\": %s, \"points\": [%n%s%n]}%n",
        MAPPER.writeValueAsString(measured.date()),
        MAPPER.writeValueAsString(measured.machine()),
        String.join(",\n", lines));
  }
}

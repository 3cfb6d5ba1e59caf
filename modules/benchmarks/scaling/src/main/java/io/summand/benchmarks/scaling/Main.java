package io.summand.benchmarks.scaling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.summand.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    new Report(MAPPER.readValue(Files.readString(json), Measured.class)).write(folder);
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
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("deploy/jvm-options"),
                "-Dlog4j2.configurationFile=" + root.resolve("conf/log4j2.properties"),
                "-Xms6g",
                "-Xmx6g",
                "-cp",
                System.getProperty("java.class.path"),
                SweepProcess.class.getName(),
                cluster.text(),
                String.valueOf(secondsAPoint))
            .directory(home.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(cluster.title() + ": not done after " + MOST_MINUTES + " minutes");
    }
    if (process.exitValue() != 0) {
      throw new IOException(cluster.title() + " ended with " + process.exitValue());
    }
    List<Point> points = new ArrayList<>();
    for (String line : Files.readAllLines(output)) {
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

package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Runs commands as a user would, in this process and on one Spark for all tests. */
public final class Cli {
  private static final SparkSession SPARK =
      SparkSession.builder()
          .master("local[2]")
          .appName("summand tests")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.caseSensitive", "true")
          .config("spark.sql.shuffle.partitions", "2")
          .getOrCreate();

  private Cli() {}

  /** What a command printed and ended with. */
  public record Result(int exitCode, String out, String err) {
    private static final JsonMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** What was printed on stdout as one JSON object. */
    public JsonNode json() throws IOException {
      JsonNode json = JSON.readTree(out);
      assertThat(json.isObject()).isTrue();
      return json;
    }
  }

  /** The Spark that commands run on. */
  public static SparkSession spark() {
    return SPARK;
  }

  /** What {@code evaluate} or {@code predict} says of a model on some data. */
  static JsonNode json(String command, Path model, Path data) throws IOException {
    return run(command, "--model", model, "--data", data, "--json").json();
  }

  public static Result run(Object... args) {
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Main.run(texts, new PrintStream(out, true), new PrintStream(err, true));
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}

package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;

/**
 * What a user can get wrong: a sentence that says what, where and what to do, the right exit code,
 * no stack trace, and nothing half-written.
 */
public abstract class BadInput {
  static final int ROWS = 30;

  @TempDir Path directory;

  Path data() throws IOException {
    return Flowers.csv(directory.resolve("flowers.csv"), ROWS);
  }

  Path models() {
    return directory.resolve("models");
  }

  Result train(Path data, Object... more) {
    return trainTo(models().resolve("flowers"), data, more);
  }

  public static Result trainTo(Path out, Path data, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                data,
                "--out",
                out,
                "--set",
                "network=" + Flowers.NETWORK,
                "--set",
                "train.epochs=2"));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  void assertRefused(Result result, int exitCode, String... words) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(words).contains("summand: ");
    assertThat(result.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
    assertNothingWritten();
  }

  void assertNothingWritten() throws IOException {
    if (Files.exists(models())) {
      try (Stream<Path> left = Files.list(models())) {
        assertThat(left).isEmpty();
      }
    }
  }
}

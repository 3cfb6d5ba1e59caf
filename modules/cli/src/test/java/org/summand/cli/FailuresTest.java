package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
  /** A command that fails. */
  @Command
  private record Failing(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  private final StringWriter err = new StringWriter();

  private int exitCode(Exception failure) {
    return new CommandLine(new Failing(failure))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(Failures::whileRunning)
        .execute();
  }

  @Test
  void aFullDiskOfSparksNamesTheSetting() {
    IOException full = new IOException("No space left on device");
    assertThat(exitCode(new SparkException("Job aborted", full))).isEqualTo(1);
    assertThat(err.toString()).contains("spark.local.dir", "SPARK_LOCAL_DIRS");
  }

  @Test
  void whatIsNotKnownIsSaidAsSparkSaysIt() {
    assertThat(exitCode(new SparkException("Job aborted", new IOException("it rains"))))
        .isEqualTo(1);
    assertThat(err.toString()).contains("summand: Spark failed: it rains");
  }
}

package org.summand.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.StandardOutput;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; also the main class for spark-submit. */
@Command(
    name = "summand",
    description = {
      "Trains neural networks on Apache Spark, each partition computing a partial"
          + " gradient from its own rows.",
      ""
    },
    subcommands = {
      TrainCommand.class,
      TuneCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      DescribeCommand.class,
      DevicesCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Results go to stdout, everything else to stderr. Exit code 0: done; 1: failed while"
          + " running; 2: the request was wrong; 130 and 143: interrupted by Ctrl-C or SIGTERM."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    takeStderr();
    StandardOutput out = new StandardOutput();
    int exitCode = Interruption.guard(args, System.err, () -> run(args, out, System.err));
    if (exitCode == 0 && out.loss().isPresent()) {
      System.err.println("summand: the result could not be printed: " + out.loss().get());
      exitCode = Failures.FAILED;
    }
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** The launcher may have hidden stderr from native libraries; then it names the real one. */
  private static void takeStderr() {
    String stderr = System.getProperty("summand.stderr");
    if (stderr != null) {
      try {
        System.setErr(new PrintStream(new FileOutputStream(stderr, true), true, UTF_8));
      } catch (FileNotFoundException notThere) {
        System.err.println("summand: " + stderr + " cannot be written, so errors are said here");
      }
    }
  }

  /** Runs a command and returns its exit code. */
  public static int run(String[] args, OutputStream out, OutputStream err) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setOut(writer(out));
    commandLine.setErr(writer(err));
    commandLine.setParameterExceptionHandler(Failures::ofRequest);
    commandLine.setExecutionExceptionHandler(Failures::whileRunning);
    commandLine.setUsageHelpWidth(100);
    commandLine.setUsageHelpAutoWidth(false);
    return commandLine.execute(args);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
  }
}

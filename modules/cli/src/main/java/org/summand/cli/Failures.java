package org.summand.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Set;
import org.apache.spark.SparkException;
import org.summand.cli.config.RequestException;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.OutputOptions;
import org.summand.cli.run.SavedElsewhereException;
import org.summand.data.BadDataException;
import org.summand.model.ModelFormatException;
import org.summand.spark.exchange.DriverTooSmallException;
import org.summand.spark.table.BadRowException;
import org.summand.train.DivergedException;
import org.summand.train.checkpoint.CheckpointsInUseException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong, and with which exit code. */
final class Failures {
  /** The exit code of a failure while running, which may lie in the rows. */
  static final int FAILED = 1;

  /** The exit code of a wrong request, which was refused before any row was read. */
  static final int WRONG_REQUEST = 2;

  /** The exceptions whose messages are written for users. */
  private static final Set<Class<?>> FOR_PEOPLE =
      Set.of(
          RequestException.class,
          BadDataException.class,
          BadRowException.class,
          ModelFormatException.class,
          FileAlreadyExistsException.class,
          DivergedException.class,
          DriverTooSmallException.class,
          SavedElsewhereException.class,
          CheckpointsInUseException.class);

  /** The message of Linux, macOS and therefore Java about a full disk. */
  private static final String FULL = "No space left on device";

  private static final String FULL_SENTENCE =
      "a disk that Spark keeps rows on while it packs them is full; make room where spark.local.dir"
          + " lies, by default the temporary directory, or set it to another disk (on a cluster the"
          + " workers' SPARK_LOCAL_DIRS)";

  private Failures() {}

  /** Reports an unknown option or argument. */
  static int ofRequest(ParameterException wrong, String[] args) {
    CommandLine commandLine = wrong.getCommandLine();
    PrintWriter err = commandLine.getErr();
    if (!commandLine.getSubcommands().isEmpty() && args.length == 0) {
      commandLine.usage(err);
      return WRONG_REQUEST;
    }
    err.println("summand: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println(
        "Try '" + commandLine.getCommandSpec().qualifiedName() + " --help' for what there is.");
    return WRONG_REQUEST;
  }

  /** Reports an exception that a command threw. */
  static int whileRunning(Exception thrown, CommandLine commandLine, ParseResult everything) {
    PrintWriter err = commandLine.getErr();
    if (Interruption.isUnderWay()) {
      return FAILED; // whoever interrupts says so, and what was kept
    }
    Throwable told = told(thrown);
    err.println("summand: " + sentence(told));
    if (commandLine.getParseResult().hasMatchedOption(OutputOptions.DEBUG)) {
      thrown.printStackTrace(err);
    } else if (!isForPeople(told)) {
      err.println("Run it again with --debug to see where this happened.");
    }
    return told instanceof RequestException
            || told instanceof ModelFormatException
            || told instanceof FileAlreadyExistsException
            || told instanceof DriverTooSmallException
            || told instanceof CheckpointsInUseException
        ? WRONG_REQUEST
        : FAILED;
  }

  /** Spark wraps what a task threw, several times; the first cause that was written for people. */
  private static Throwable told(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (isForPeople(t)) {
        return t;
      }
    }
    return thrown;
  }

  private static boolean isForPeople(Throwable thrown) {
    return FOR_PEOPLE.contains(thrown.getClass());
  }

  private static String sentence(Throwable told) {
    if (told instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " " + exists.getReason();
    }
    if (isForPeople(told)) {
      return told.getMessage();
    }
    if (told instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read or written; check who may";
    }
    if (told instanceof SparkException) {
      Throwable root = told;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return String.valueOf(root.getMessage()).contains(FULL) ? FULL_SENTENCE : failed(root);
    }
    return told instanceof IOException
        ? firstLine(told)
        : "this should not have happened: " + firstLine(told);
  }

  private static String failed(Throwable root) {
    return "Spark failed: " + firstLine(root);
  }

  private static String firstLine(Throwable thrown) {
    boolean speaksForItself =
        thrown.getMessage() != null
            && (thrown instanceof IllegalArgumentException || thrown instanceof IOException);
    String text = speaksForItself ? thrown.getMessage() : thrown.toString();
    return text.lines().findFirst().orElse("");
  }
}

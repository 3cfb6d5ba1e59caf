package org.summand.cli.output;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options for the output of a command. */
public final class OutputOptions {
  public static final String DEBUG = "--debug";

  @Option(
      names = "--json",
      description = "Print the result as one JSON object on stdout, and nothing else there.")
  private boolean json;

  @Option(names = "--quiet", description = "Say nothing on stderr but errors.")
  private boolean quiet;

  @Option(
      names = DEBUG,
      description = "Log what is chosen and why; with an error, print where it happened.")
  private boolean debug;

  /** Opens the output of a command. */
  public Output open(CommandSpec command) {
    // Read by conf/log4j2.properties, when the first logger is made.
    System.setProperty("summand.log.level", debug ? "info" : "warn");
    return new Output(command.commandLine().getOut(), command.commandLine().getErr(), json, quiet);
  }
}

package org.summand.cli;

import picocli.CommandLine.Option;

/** The option by which a command gets the model that it is about. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      converter = PathConverter.class,
      required = true,
      description = "The directory that training wrote.")
  private String path;

  /** The directory. */
  String path() {
    return path;
  }
}

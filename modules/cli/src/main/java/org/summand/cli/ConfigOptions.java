package org.summand.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.summand.cli.config.ConfigReader;
import picocli.CommandLine.Option;

/** The options by which a command gets its configuration: a file, keys set over it, the data. */
class ConfigOptions {
  @Option(names = "--data", paramLabel = "PATH", description = "The data; the key data.path.")
  private String data;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      converter = PathConverter.class,
      description =
          "Read this configuration, in HOCON. Relative paths in it start at the current directory.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Set a key of the configuration, over the file's; may be repeated. Keys that begin with"
              + " spark. are Spark's.")
  private List<String> assignments = new ArrayList<>();

  /** A reader that has read the file and the keys set over it. */
  ConfigReader reader() {
    ConfigReader reader = new ConfigReader();
    if (file != null) {
      reader.addFile(Path.of(file));
    }
    assignments.forEach(reader::addAssignment);
    if (data != null) {
      reader.addOption("--data", "data.path", data);
    }
    return reader;
  }
}

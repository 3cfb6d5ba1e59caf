package org.summand.cli.config;

import java.util.Optional;

/**
 * Where the model goes.
 *
 * @param path the directory to write
 * @param overwrite whether an earlier model there may be replaced
 */
public record ModelSettings(Optional<String> path, boolean overwrite) {
  /** The path, where the command cannot do without. */
  public String requiredPath() {
    return path.orElseThrow(
        () ->
            new RequestException(
                "nothing says where the model goes; set model.path in the configuration, or pass"
                    + " --out DIR"));
  }
}

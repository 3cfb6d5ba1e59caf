package org.summand.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One form for all the ways to write a key: {@code a { b = 1 }}, {@code a.b = 1}, {@code "a.b" =
 * 1}.
 *
 * <p>Spark has keys such as {@code spark.speculation} beside {@code spark.speculation.interval},
 * which cannot both be paths; behind the first dot they are one name.
 */
final class Sections {
  static final String SPARK = "spark";

  private static final String SPARKS = SPARK + ".";

  private Sections() {}

  /** The path of a key; empty where its name cannot be one. */
  static Optional<String> path(String key) {
    if (key.startsWith(SPARKS)) {
      return Optional.of(SPARKS + ConfigUtil.quoteString(key.substring(SPARKS.length())));
    }
    try {
      return Optional.of(ConfigUtil.joinPath(ConfigUtil.splitPath(key)));
    } catch (ConfigException broken) {
      return Optional.empty();
    }
  }

  /**
   * The configuration with every key in the one form.
   *
   * @throws RequestException where one stands twice
   */
  static Config inOneForm(Config config) {
    return added(ConfigFactory.empty(), List.of(), config.root());
  }

  private static Config added(Config to, List<String> above, ConfigObject section) {
    Config all = to;
    for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
      List<String> names = new ArrayList<>(above);
      names.add(entry.getKey());
      boolean hasMore = entry.getValue() instanceof ConfigObject object && !object.isEmpty();
      all =
          hasMore
              ? added(all, names, (ConfigObject) entry.getValue())
              : added(all, String.join(".", names), names, entry.getValue());
    }
    return all;
  }

  private static Config added(Config to, String key, List<String> names, ConfigValue value) {
    // A name that cannot be a path stays what it is; that there is no such key is said later.
    String path = path(key).orElseGet(() -> ConfigUtil.joinPath(names));
    if (to.hasPathOrNull(path)) {
      throw new RequestException(
          "'"
              + key
              + "' stands twice, in different forms, at "
              + Key.where(to.getValue(path).origin())
              + " and at "
              + Key.where(value.origin())
              + "; leave one out");
    }
    return value.atPath(path).withFallback(to);
  }
}

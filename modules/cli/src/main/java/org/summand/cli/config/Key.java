package org.summand.cli.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Optional;

/**
 * A key of the configuration.
 *
 * @param path where it stands, such as {@code train.epochs}
 * @param kind what its value must be
 * @param byDefault the default; null where there is none
 */
record Key<T>(String path, Kind<T> kind, ConfigValue byDefault) {
  /** A key with a default, written as in a configuration. */
  static <T> Key<T> of(String path, Kind<T> kind, Object byDefault) {
    return new Key<>(path, kind, Assignment.value(byDefault.toString(), "default"));
  }

  /** A key that need not have a value. */
  static <T> Key<T> optional(String path, Kind<T> kind) {
    return new Key<>(path, kind, null);
  }

  /** Its value, of a key that has a default. */
  T get(Config config) {
    return find(config).orElseThrow();
  }

  /** What the user set it to, or else another value than its default. */
  T get(Config config, T otherwise) {
    return config.hasPath(path) ? get(config) : otherwise;
  }

  /** Its value; empty where there is none. */
  Optional<T> find(Config config) {
    return value(config).map(this::parse);
  }

  /** Its value as a text that can be read again; empty where there is none. */
  Optional<String> print(Config config) {
    return value(config).map(Kind::print);
  }

  private Optional<ConfigValue> value(Config config) {
    return config.hasPath(path)
        ? Optional.of(config.getValue(path))
        : Optional.ofNullable(byDefault);
  }

  private T parse(ConfigValue value) {
    try {
      return kind.parse().apply(value);
    } catch (IllegalArgumentException unfit) {
      throw new RequestException(sentence(value, unfit), unfit);
    }
  }

  private String sentence(ConfigValue value, IllegalArgumentException unfit) {
    String where = where(value.origin());
    String why = unfit.getMessage();
    if (why == null || unfit instanceof NumberFormatException) {
      String came = value.render(ConfigRenderOptions.concise());
      return path + " is " + kind.expected() + ", not " + came + " (" + where + ")";
    }
    // What parses the value may itself have said what it is, and gone on for several lines.
    return where + ": " + (why.startsWith(path) ? why : path + ": " + why);
  }

  /** Where a value was written. */
  static String where(ConfigOrigin origin) {
    return origin.filename() == null || origin.lineNumber() < 1
        ? origin.description()
        : origin.filename() + ", line " + origin.lineNumber();
  }

  /** A value that the program itself sets, in a configuration. */
  static ConfigValue plain(String text, String origin) {
    return ConfigValueFactory.fromAnyRef(text, origin);
  }
}

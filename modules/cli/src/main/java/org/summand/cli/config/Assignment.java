package org.summand.cli.config;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/** {@code key=value}, as on a command line. */
final class Assignment {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  private Assignment() {}

  static Config parse(String assignment, String origin) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new RequestException(
          "expected key=value after --set, as in --set train.epochs=20, not '" + assignment + "'");
    }
    return of(
        assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip(), origin);
  }

  static Config of(String key, String text, String origin) {
    return value(text, origin).atPath(path(key));
  }

  private static String path(String key) {
    return Sections.path(key)
        .orElseThrow(() -> new RequestException("'" + key + "' is not a key of the configuration"));
  }

  /**
   * A setting that a model keeps, as {@link Kind#print} wrote it. A stranger may have written it
   * too, so it is read as JSON: a configuration file could include others, and fetch them.
   */
  static Config ofModel(String key, String text, String origin) {
    if (!isLiteral(text)) {
      return of(key, text, origin);
    }
    try {
      ConfigValue value =
          text.startsWith("[")
              ? ConfigValueFactory.fromIterable(List.of(JSON.readValue(text, String[].class)))
              : ConfigValueFactory.fromAnyRef(JSON.readValue(text, String.class));
      return value.withOrigin(ConfigOriginFactory.newSimple(origin)).atPath(path(key));
    } catch (JsonProcessingException broken) {
      throw new RequestException(
          origin + ": its setting " + key + " is neither a list of texts nor a text; restore it",
          broken);
    }
  }

  /** Lists and quoted texts are written as in a file; anything else is a plain text. */
  static ConfigValue value(String text, String origin) {
    if (!isLiteral(text)) {
      return ConfigValueFactory.fromAnyRef(text, origin);
    }
    try {
      ConfigParseOptions named = ConfigParseOptions.defaults().setOriginDescription(origin);
      return ConfigFactory.parseString("it = " + text, named)
          .getValue("it")
          .withOrigin(ConfigOriginFactory.newSimple(origin));
    } catch (ConfigException broken) {
      throw new RequestException(
          origin + ": expected a list such as [a, b] or a quoted text, not " + text, broken);
    }
  }

  static boolean isLiteral(String text) {
    return text.startsWith("[") || text.startsWith("\"");
  }
}

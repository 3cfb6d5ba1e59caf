package org.summand.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code conf/} and the program say the same. */
class ShippedConfigurationsTest {
  private static final Path CONF = Path.of("..", "..", "conf");

  /** All leaves of {@code all-settings.conf}, also those that are null. */
  private static Map<String, ConfigValue> settings() {
    Map<String, ConfigValue> leaves = new TreeMap<>();
    Config config = ConfigFactory.parseFile(CONF.resolve("all-settings.conf").toFile());
    addLeaves("", config.root(), leaves);
    return leaves;
  }

  private static void addLeaves(
      String prefix, ConfigObject section, Map<String, ConfigValue> leaves) {
    section.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject inner) {
            addLeaves(prefix + name + ".", inner, leaves);
          } else {
            leaves.put(prefix + name, value);
          }
        });
  }

  @Test
  void allSettingsAreAllKeys() {
    List<String> keys = Keys.ALL.stream().map(Key::path).sorted().toList();
    assertThat(settings().keySet()).containsExactlyElementsOf(keys);
  }

  @Test
  void allSettingsAreTheDefaults() {
    Map<String, ConfigValue> settings = settings();
    for (Key<?> key : Keys.ALL) {
      ConfigValue stated = settings.get(key.path());
      if (key.byDefault() == null) {
        assertThat(stated.valueType()).as(key.path()).isEqualTo(ConfigValueType.NULL);
      } else {
        assertThat(key.find(stated.atPath(key.path())))
            .as(key.path())
            .isEqualTo(key.find(ConfigFactory.empty()));
      }
    }
  }

  @Test
  void everySettingIsExplained() {
    settings()
        .forEach(
            (path, value) -> {
              if (!path.equals("train.optimizer.beta2")) { // explained with beta1
                assertThat(value.origin().comments()).as(path).isNotEmpty();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits.conf", "mnist.conf"})
  void examplesCanBeRead(String file) {
    RunConfiguration run = new ConfigReader().addFile(CONF.resolve(file)).read();
    assertThat(run.model().path()).isPresent();
  }
}

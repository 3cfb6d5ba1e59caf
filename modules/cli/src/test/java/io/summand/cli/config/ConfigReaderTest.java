package io.summand.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summand.data.Scaling;
import io.summand.model.ModelCard;
import io.summand.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
  private static final String NETWORK = "network=4 -> 8 relu -> 3 softmax";

  @TempDir private Path directory;

  private static ConfigReader reader(String... assignments) {
    ConfigReader reader = new ConfigReader().addAssignment(NETWORK);
    List.of(assignments).forEach(reader::addAssignment);
    return reader;
  }

  @Test
  void laterGoesOverEarlier() throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), "train { epochs = 3, seed = 4 }");
    RunConfiguration run = reader().addFile(file).addAssignment("train.epochs=5").read();
    assertThat(run.training().epochs()).isEqualTo(5);
    assertThat(run.training().seed()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "train.epoch, train.epochs",
    "epochs, train.epochs",
    "train.rate, train.schedule.rate",
    "data.lable, data.label",
    "train.optimiser.name, train.optimizer.name",
    "netwrok, network"
  })
  void unknownKeysSuggestTheNearest(String key, String nearest) {
    assertThatThrownBy(() -> reader(key + "=1").read())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("there is no key '" + key + "'")
        .hasMessageContaining("did you mean '" + nearest + "'?");
  }

  @Test
  void keysLikeNoneAreSentToTheList() {
    assertThatThrownBy(() -> reader("banana=1").read()).hasMessageContaining("all-settings.conf");
  }

  @Test
  void sectionsAreNotKeys() {
    assertThatThrownBy(() -> reader("train=5").read()).hasMessageContaining("is a section");
  }

  @Test
  void valuesThatDoNotFitNameTheirPlace() throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), "train {\n epochs = many\n}");
    assertThatThrownBy(() -> reader().addFile(file).read())
        .hasMessage(
            "train.epochs is a whole number of at least 1, not \"many\" (" + file + ", line 2)");
    assertThatThrownBy(() -> reader("train.schedule.rate=NaN").read())
        .hasMessageContaining("greater than 0, not \"NaN\" (--set train.schedule.rate=NaN)");
    assertThatThrownBy(() -> reader("train.optimizer.name=adan").read())
        .hasMessageContaining("one of sgd, momentum, nesterov");
    assertThatThrownBy(() -> reader("data.scaling=divide 0").read())
        .hasMessageContaining("data.scaling: scaling 'divide 0'");
  }

  @Test
  void filesThatAreNoHoconNameTheLine() throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), "train {\n epochs = 3\n");
    assertThatThrownBy(() -> reader().addFile(file))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("a.conf: 3");
  }

  @Test
  void withoutANetworkNothingRuns() {
    assertThatThrownBy(() -> new ConfigReader().read()).hasMessageContaining("no network is named");
  }

  @Test
  void namesAreOneOrAList() {
    assertThat(reader("data.label=[x, \"y z\"]").read().data().labels())
        .containsExactly("x", "y z");
    assertThat(reader("data.label=x").read().data().labels()).containsExactly("x");
  }

  @Test
  void sparksKeysAreItsOwn() {
    ConfigReader reader = reader("spark.speculation=true", "spark.speculation.interval=1s");
    assertThat(reader.spark())
        .isEqualTo(Map.of("spark.speculation", "true", "spark.speculation.interval", "1s"));
    assertThat(reader.read().effective().keySet()).noneMatch(key -> key.startsWith("spark"));
  }

  @Test
  void effectiveConfigurationReadsBackTheSame() {
    RunConfiguration run =
        reader(
                "data.label=[\"[odd]\", b]",
                "data.weight=\"[w]\"",
                "data.path=a b.csv",
                "data.separator=\"\\t\"",
                "train.schedule.rate=3e-4",
                "train.shards=3")
            .read();
    ConfigReader again = new ConfigReader();
    Map<String, String> effective = new TreeMap<>(run.effective());
    effective.forEach((key, value) -> again.addAssignment(key + "=" + value));
    assertThat(again.read()).isEqualTo(run);
  }

  @Test
  void aModelsConfigurationHoldsWhereNothingElseIsSaid() {
    RunConfiguration old = reader("data.header=false", "data.path=old.csv", "train.seed=9").read();
    ModelCard card =
        new ModelCard(
            Network.parse("4 -> 8 relu -> 3 softmax"),
            List.of("p", "q", "r", "s"),
            List.of("kind"),
            List.of(),
            Scaling.none(4),
            1,
            9,
            old.effective());
    RunConfiguration run =
        new ConfigReader().addAssignment("train.seed=2").addModel(card, "models/m").read();
    assertThat(run.data().header()).isFalse();
    assertThat(run.data().features()).containsExactly("p", "q", "r", "s");
    assertThat(run.data().labels()).containsExactly("kind");
    assertThat(run.data().path()).isEmpty();
    assertThat(run.training().seed()).isEqualTo(2);
  }

  /** A model is not trusted: what it says is read, and leads nowhere else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\";\"\ninclude file(\"FILE\")",
        "[\";\"]\ninclude file(\"FILE\")",
        "\"${FILE}\" ${FILE}",
        "[null]",
        "[[\"a\"]]",
        "[",
        "\"",
        "DEEP"
      })
  void aHostileModelsConfigurationIncludesNothing(String text) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.conf"), "it = \"|\"");
    String hostile = text.replace("FILE", secret.toString()).replace("DEEP", "[".repeat(1 << 20));
    ModelCard card =
        new ModelCard(
            Network.parse("4 -> 8 relu -> 3 softmax"),
            List.of("p"),
            List.of("kind"),
            List.of(),
            Scaling.none(4),
            1,
            9,
            Map.of("data.separator", hostile));
    assertThatThrownBy(() -> new ConfigReader().addModel(card, "models/m"))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith("models/m: its setting data.separator");
  }
}

package org.summand.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.summand.model.ModelMetadata;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;

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
    assertThat(run.training().least().epochs()).isEqualTo(5);
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
  void aNetworkNeedNotBeSaidOrOnlyInPart() {
    assertThat(new ConfigReader().read().training().said()).isEmpty();
    assertThat(reader("network=auto").read().training().said()).isEmpty();
    assertThat(reader("network=16 -> 8 relu").read().training().network())
        .hasToString("16 -> 8 relu");
  }

  @Test
  void namesOfAnOptionStandBetweenCommas() {
    assertThat(reader().addNames("--label", "data.label", "x, y z").read().data().labels())
        .containsExactly("x", "y z");
    assertThatThrownBy(() -> reader().addNames("--label", "data.label", "x,"))
        .hasMessage("--label is a name, or several with commas between them, not 'x,'");
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
    assertThat(again.read()).usingRecursiveComparison().ignoringFields("training").isEqualTo(run);
    assertThat(again.read().training().least()).isEqualTo(run.training().least());
    assertThat(again.read().training().said()).isEqualTo(run.training().said());
  }

  /** Models of before have such keys; evaluating and predicting need none of those. */
  @Test
  void keysOfAModelThatAreNoLongerThereAreLeftOut() {
    ModelMetadata card =
        new ModelMetadata(
            Network.parse("4 -> 3 softmax"),
            TableEncoder.ofVector("x", 4),
            List.of("kind"),
            List.of(),
            1,
            9,
            Map.of("data.holdOut", "0.4", "network", "4 -> 3 softmax"));
    RunConfiguration run = new ConfigReader().addModel(card, "models/m").read();
    assertThat(run.data().validationFraction()).isEqualTo(0.2);
    assertThat(run.effective()).doesNotContainKey("data.holdOut");
    ConfigReader asked = reader("data.holdOut=0.4");
    assertThatThrownBy(asked::read).hasMessageContaining("there is no key 'data.holdOut'");
  }

  @Test
  void aModelsConfigurationHoldsWhereNothingElseIsSaid() {
    RunConfiguration old = reader("data.header=false", "data.path=old.csv", "train.seed=9").read();
    ModelMetadata metadata =
        new ModelMetadata(
            Network.parse("4 -> 8 relu -> 3 softmax"),
            TableEncoder.ofNumbers(List.of("p", "q", "r", "s")),
            List.of("kind"),
            List.of(),
            1,
            9,
            old.effective());
    RunConfiguration run =
        new ConfigReader().addAssignment("train.seed=2").addModel(metadata, "models/m").read();
    assertThat(run.data().header()).isFalse();
    assertThat(run.data().features()).containsExactly("p", "q", "r", "s");
    assertThat(run.data().labels()).containsExactly("kind");
    assertThat(run.data().path()).isEmpty();
    assertThat(run.training().seed()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"train.epochs\" = 3",
        "{\"train.epochs\": 3}",
        "{\"train\": {\"epochs\": 3}}",
        "\"train\".\"epochs\" = 3"
      })
  void pathsInQuotesApply(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), text);
    assertThat(reader().addFile(file).read().training().least().epochs()).isEqualTo(3);
    assertThat(
            reader()
                .addFile(file)
                .addAssignment("train.epochs=4")
                .read()
                .training()
                .least()
                .epochs())
        .isEqualTo(4);
  }

  @Test
  void aPathInQuotesIsKnownOrRefusedAsAnyOther() throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), "\n\"train.epoch\" = 3");
    assertThatThrownBy(() -> reader().addFile(file).read())
        .hasMessageContaining("there is no key 'train.epoch' (" + file + ", line 2)");
    Path odd = Files.writeString(directory.resolve("b.conf"), "\"train..epochs\" = 3");
    assertThatThrownBy(() -> reader().addFile(odd).read())
        .hasMessageContaining("there is no key 'train..epochs'");
  }

  @Test
  void aKeyWrittenInTwoFormsIsRefused() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("a.conf"), "train { epochs = 2 }\n\"train.epochs\" = 3");
    assertThatThrownBy(() -> reader().addFile(file))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("'train.epochs' stands twice")
        .hasMessageContaining("a.conf, line");
  }

  @Test
  void aKeyIsNoSection() throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), "train.epochs { many = 3 }");
    assertThatThrownBy(() -> reader().addFile(file).read())
        .hasMessageContaining("'train.epochs' is a key, not a section");
    Path empty = Files.writeString(directory.resolve("b.conf"), "banana {}");
    assertThatThrownBy(() -> reader().addFile(empty).read())
        .hasMessageContaining("there is no key 'banana'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.executor.memory = 2g",
        "spark { executor { memory = 2g } }",
        "\"spark.executor.memory\" = 2g",
        "spark { \"executor.memory\" = 2g }"
      })
  void sparksKeysAreTheSameInEveryForm(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("a.conf"), text);
    assertThat(reader().addFile(file).spark()).isEqualTo(Map.of("spark.executor.memory", "2g"));
    assertThat(reader().addFile(file).addAssignment("spark.executor.memory=4g").spark())
        .isEqualTo(Map.of("spark.executor.memory", "4g"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.=1", "spark..x=1", "spark.x.=1", "spark=1"})
  void sparksKeysHaveNames(String assignment) {
    assertThatThrownBy(() -> reader(assignment).read())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("'" + assignment.split("=")[0] + "' is");
  }

  @Test
  void numbersThatAreTooLargeAreSaidToBe() {
    assertThatThrownBy(() -> reader("train.epochs=99999999999").read())
        .hasMessageContaining("train.epochs: 99999999999 is more than 2147483647");
    assertThatThrownBy(() -> reader("train.seed=99999999999999999999").read())
        .hasMessageContaining("99999999999999999999 is more than 9223372036854775807");
    assertThatThrownBy(() -> reader("train.seed=1.5").read())
        .hasMessageContaining("train.seed is a whole number, not \"1.5\"");
  }

  @Test
  void whatIsExpectedIsShown() {
    assertThatThrownBy(() -> reader("network=[3,4,2]").read())
        .hasMessageContaining(
            "network is auto, or a text such as '256 relu -> 128 relu', not [3,4,2]");
    assertThatThrownBy(() -> reader("data.scaling=[1]").read())
        .hasMessageContaining(
            "data.scaling is auto, none, robust, standardize, minmax or divide and a number");
    assertThatThrownBy(() -> reader("data.classWeights=[0,0,0]").read())
        .hasMessageContaining(
            "data.classWeights: of the class weights at least one is more than 0");
  }

  @Test
  void aTildeIsTheHomeDirectory() {
    String home = System.getProperty("user.home");
    assertThat(reader("data.path=~/x.csv").read().data().path()).hasValue(home + "/x.csv");
    assertThat(reader("model.path=~").read().model().path()).hasValue(home);
    assertThat(reader("checkpoint.path=x~/y").read().checkpoint().path()).hasValue("x~/y");
    assertThatThrownBy(() -> reader("model.path=~ann/x").read())
        .hasMessageContaining(
            "model.path: '~ann/x' begins with the home directory of another user");
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
    ModelMetadata metadata =
        new ModelMetadata(
            Network.parse("4 -> 8 relu -> 3 softmax"),
            TableEncoder.ofVector("p", 4),
            List.of("kind"),
            List.of(),
            1,
            9,
            Map.of("data.separator", hostile));
    assertThatThrownBy(() -> new ConfigReader().addModel(metadata, "models/m"))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith("models/m: its setting data.separator");
  }
}

package org.summand.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Activation;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;
import org.summand.compute.SampleLosses;

class NetworkTest {
  /** Where its parameters are, whatever their rates. */
  private static List<Parameter> windows(Network network) {
    return network.parameters().stream()
        .map(each -> new Parameter(each.name(), each.offset(), each.rows(), each.cols()))
        .toList();
  }

  @Test
  void textNamesLayersAndLoss() {
    assertThat(Network.parse("784 -> 256 relu -> dropout 0.2 -> 64 -> 10 softmax"))
        .isEqualTo(
            new Network(
                784,
                List.of(
                    new Dense(784, 256, Activation.RELU),
                    new Dropout(256, 0.2f),
                    new Dense(256, 64, Activation.IDENTITY),
                    new Dense(64, 10, Activation.IDENTITY)),
                Loss.SOFTMAX_CROSS_ENTROPY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4 -> 3 softmax",
        "1 -> 1 linear",
        "8 -> 5 relu -> 5 leaky_relu -> 5 tanh -> 5 sigmoid -> 5 gelu -> 5 identity -> 2 sigmoid",
        "8 -> dropout 0.1 -> 5 relu -> dropout 0.5 -> 2 huber",
        "8 -> dropout 1.0E-5 -> 2 linear",
        "8 -> 4 relu -> quantiles 0.05 0.5 0.95"
      })
  void printedNetworkIsReadBackAsTheSame(String text) {
    Network network = Network.parse(text);
    assertThat(network).hasToString(text);
    assertThat(Network.parse(network.toString())).isEqualTo(network);
  }

  @ParameterizedTest
  @EnumSource(Loss.Kind.class)
  void everyLossHasAWord(Loss.Kind loss) {
    Network network =
        new Network(2, List.of(new Dense(2, 2, Activation.IDENTITY)), SampleLosses.of(loss, 2));
    assertThat(Network.parse(network.toString())).isEqualTo(network);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void everyActivationHasAWord(Activation f) {
    Network network = Network.parse("2 -> 7 " + f.text() + " -> 2 linear");
    assertThat(network.layers().get(0)).isEqualTo(new Dense(2, 7, f));
  }

  @Test
  void blanksAndLinesDoNotMatter() {
    assertThat(Network.parse("  4->5\trelu\n  ->3   softmax "))
        .isEqualTo(Network.parse("4 -> 5 relu -> 3 softmax"));
  }

  /** Below the text, blanks and an arrow: the arrow stands under the first letter of the word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "x -> 3 softmax|^|'x'|the number of features, a whole number of at least 1",
        "0 -> 3 softmax|^|'0'|at least 1",
        "4 4 -> 3 softmax|  ^|'4'|the input is the number of features alone",
        "3 -> 3 rely -> x softmax|       ^|'rely'|an activation is one of identity, relu",
        "3 -> 3 -> x softmax|          ^|'x'|the number of outputs",
        "13 -> 3 -> 3 3 softmax|             ^|'3'|an output is one of softmax",
        "5 -> 5 5 relu -> 5 softmax|       ^|'5'|an activation is one of",
        "5 -> 5 relu 5 -> 5 softmax|            ^|'5'|as in '256 relu'",
        "5 -> -5 relu -> 5 softmax|     ^|'-5'|a layer's width, 'dropout', 'scale'",
        "5 -> dropout -> 5 softmax|     ^|'dropout'|followed by its rate",
        "5 -> dropout 5 -> 5 softmax|             ^|'5'|between 0 and 1",
        "5 -> dropout 0.5 0.5 -> 5 softmax|                 ^|'0.5'|followed by its rate",
        "5 -> dropout NaN -> 5 softmax|             ^|'NaN'|between 0 and 1",
        "5 -> embed -> 5 softmax|     ^|'embed'|as in 'embed 1000x8 50x4'",
        "5 -> embed 8 -> 5 softmax|           ^|'8'|as in 'embed 1000x8 50x4'",
        "5 -> embed 8x4x2 -> 5 softmax|           ^|'8x4x2'|as in 'embed 1000x8 50x4'",
        "5 -> embed 0x4 -> 5 softmax|           ^|'0x4'|1 to 16777216 categories",
        "5 -> embed 99999999999x4 -> 5 softmax|           ^|'99999999999x4'|as in",
        "5 -> embed 9000000x900 -> 5 softmax|           ^|'9000000x900'|larger than one array",
        "1 -> embed 8x4 8x4 -> 5 softmax|               ^|'8x4'|there are 1 inputs",
        "5 -> 4 relu -> embed 8x4 -> 5 softmax|               ^|'embed'|right behind the input",
        "5 -> embed 8x4 -> embed 8x4 -> 2 softmax|                  ^|'embed'|right behind",
        "5 -> embed 8x4|     ^|'embed'|the number of outputs",
        "5 -> bins -> 5 softmax|     ^|'bins'|as in 'bins 48 48 12 by 8'",
        "5 -> bins 3 -> 5 softmax|     ^|'bins'|as in 'bins 48 48 12 by 8'",
        "5 -> bins by 8 -> 5 softmax|          ^|'by'|as in 'bins 48 48 12 by 8'",
        "5 -> bins 3 by -> 5 softmax|            ^|'by'|as in 'bins 48 48 12 by 8'",
        "5 -> bins 3 by 8 4 -> 5 softmax|                 ^|'4'|as in 'bins 48 48 12 by 8'",
        "5 -> bins 3 by -8 -> 5 softmax|               ^|'-8'|as in 'bins 48 48 12 by 8'",
        "5 -> bins 3 by x -> 5 softmax|               ^|'x'|as in 'bins 48 48 12 by 8'",
        "5 -> bins 0 by 8 -> 5 softmax|          ^|'0'|as in 'bins 48 48 12 by 8'",
        "5 -> bins 2x3x4 by 8 -> 5 softmax|          ^|'2x3x4'|as in 'bins 48 48 12 by 8'",
        "2 -> bins 3x4 by 8 -> 5 softmax|          ^|'3x4'|there are 2 inputs",
        "2 -> bins 3 4 by 0 -> 5 softmax|     ^|'bins'|leave no column",
        "2 -> bins 2x65536 by 65536 -> 5 softmax|     ^|'bins'|larger than one array",
        "2 -> embed 8x4 -> bins 3 4 by 8 -> 5 softmax|                         ^|'4'|no categories",
        "5 -> bins 3 by 8 -> embed 8x4 -> 2 softmax|                    ^|'embed'|right behind",
        "5 -> bins 3 by 8 -> bins 3 by 8 -> 2 softmax|                    ^|'bins'|or behind its",
        "5 -> 4 relu -> bins 3 by 8 -> 2 softmax|               ^|'bins'|right behind the input",
        "5 -> scale 2 -> 2 softmax|           ^|'2'|scale stands alone",
        "5 -> ensemble -> 2 softmax|     ^|'ensemble'|its members",
        "5 -> ensemble 1 -> 2 softmax|              ^|'1'|its members",
        "5 -> ensemble 9999 -> 2 softmax|              ^|'9999'|its members",
        "5 -> ensemble 2 -> ensemble 2 -> 2 softmax|                   ^|'ensemble'|one ensemble",
        "5 -> 3 relu|       ^|'relu'|an output is one of softmax, sigmoid, linear, huber",
        "5 -> quantiles|     ^|'quantiles'|levels, as in 'quantiles 0.1 0.5 0.9'",
        "5 -> quantiles x|               ^|'x'|followed by levels, as in",
        "5 -> quantiles 0.5 0.1|                   ^|'0.1'|rise from one to the next",
        "5 -> quantiles 0.1 0.1|                   ^|'0.1'|0.1 stands behind 0.1",
        "5 -> quantiles 0.5 1|                   ^|'1'|between 0 and 1, not 1.0",
        "5 -> quantiles 0.1,0.9|               ^|'0.1,0.9'|followed by levels, as in",
        "5 -> 3 quantiles|       ^|'quantiles'|or 'quantiles 0.1 0.5 0.9'",
        "5 -> quantiles 0.5 -> 1 linear|     ^|'quantiles'|so they stand last",
        "10 -> 10|      ^|'10'|the output is a width and one of softmax",
        "10 -> 1 softmax|      ^|'1'|use '1 sigmoid'",
        "10 -> 3 softmax softmax|                ^|'softmax'|a width and one of",
        "10 -> -> 3 softmax|      ^|nothing|a layer's width, 'dropout', 'scale'",
        "10 -> 3 relu ->|               ^|nothing|the number of outputs",
        "-> 3 softmax|^|nothing|the number of features",
        "10|^|'10'|at least an input and an output",
        "\"\"|^|nothing|at least an input and an output",
        "10 -> 99999999999 relu -> 3 softmax|      ^|'99999999999'|a whole number"
      })
  void errorPointsAtTheWordThatIsWrong(String text, String caret, String word, String rule) {
    Throwable error = catchThrowable(() -> Network.parse(text));

    assertThat(error).isInstanceOf(IllegalArgumentException.class);
    assertThat(error.getMessage())
        .startsWith("network: " + word + " does not fit: ")
        .contains(rule)
        .endsWith("\n  " + text + "\n  " + caret);
  }

  @Test
  void arrowPointsAtTheWordThroughTabsAndLines() {
    assertThatThrownBy(() -> Network.parse(" 4\n\t->  5 rely\n\t-> 3 softmax"))
        .hasMessageEndingWith("\n  4 -> 5 rely -> 3 softmax\n  " + " ".repeat(7) + "^");
  }

  @Test
  void layersThatDoNotFitTogetherAreRefused() {
    Dense hidden = new Dense(4, 5, Activation.RELU);
    Dense last = new Dense(6, 2, Activation.IDENTITY);
    assertThatThrownBy(() -> new Network(4, List.of(hidden, last), Loss.HUBER))
        .hasMessage("layer '2 identity' takes 6 inputs but gets 5");
    assertThatThrownBy(() -> new Network(4, List.of(hidden), Loss.HUBER))
        .hasMessage("a network ends in a dense layer without activation");
    assertThatThrownBy(() -> new Network(4, List.of(), Loss.HUBER))
        .hasMessage("a network ends in a dense layer without activation");
  }

  @Test
  void membersOfAnEnsembleShareAllButFactorsAndHeads() {
    String text = "6 -> embed 4x2 -> scale -> ensemble 3 -> 7 relu -> 2 softmax";
    Network network = Network.parse(text);
    assertThat(network.toString()).isEqualTo(text);
    assertThat(network.members()).isEqualTo(3);
    assertThat(network.categories()).containsExactly(new EmbeddingTable(4, 2));
    int width = 5 + 2;
    assertThat(windows(network))
        .containsExactly(
            new Parameter("embedding1", 0, 4, 2),
            new Parameter("scale1", 8, 1, width),
            new Parameter("scale2", 8 + width, 3, width),
            new Parameter("layer1.w", 8 + 4 * width, width, 7),
            new Parameter("layer1.b", 8 + 11 * width, 1, 7),
            new Parameter("layer2.w", 15 + 11 * width, 21, 2),
            new Parameter("layer2.b", 57 + 11 * width, 3, 2));
    float[] weights = network.initialWeights(1);
    assertThat(Arrays.copyOfRange(weights, 8, 8 + width)).containsOnly(1);
    assertThat(Arrays.copyOfRange(weights, 8 + width, 8 + 4 * width)).doesNotHaveDuplicates();
    assertThat(network.parameters().stream().filter(Parameter::decays).map(Parameter::name))
        .containsExactly("embedding1", "layer1.w", "layer2.w");
  }

  @Test
  void onlyTheLastLayerHasAHeadForEachMember() {
    Layer ensemble = new Scale(5, 2);
    Dense shared = new Dense(5, 4, Activation.RELU);
    Dense heads = new Dense(4, 2, Activation.IDENTITY, 2);
    assertThat(new Network(5, List.of(ensemble, shared, heads), Loss.HUBER).members()).isEqualTo(2);
    for (List<Layer> wrong :
        List.of(
            List.of(ensemble, shared, new Dense(4, 2, Activation.IDENTITY)),
            List.<Layer>of(shared, heads),
            List.of(ensemble, ensemble, shared, heads),
            List.of(ensemble, new Dense(5, 4, Activation.RELU, 2), heads))) {
      assertThatThrownBy(() -> new Network(5, wrong, Loss.HUBER))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void embeddingComesFirstAndItsTablesHaveNames() {
    Network network = Network.parse("5 -> embed 10x4 3x2 -> 6 relu -> 2 softmax");
    assertThat(network.toString()).isEqualTo("5 -> embed 10x4 3x2 -> 6 relu -> 2 softmax");
    assertThat(network.layers().get(0).outputs()).isEqualTo(3 + 4 + 2);
    assertThat(network.categories()).hasSize(2);
    assertThat(windows(network))
        .startsWith(
            new Parameter("embedding1", 0, 10, 4),
            new Parameter("embedding2", 40, 3, 2),
            new Parameter("layer1.w", 46, 9, 6))
        .filteredOn(Parameter::isBias)
        .hasSize(2);
    assertThat(network.initialWeights(1)).hasSize(46 + 60 + 14);
    Layer embedding = network.layers().get(0);
    Dense first = new Dense(5, 5, Activation.RELU);
    Dense last = new Dense(embedding.outputs(), 2, Activation.IDENTITY);
    assertThatThrownBy(() -> new Network(5, List.of(first, embedding, last), Loss.HUBER))
        .hasMessageContaining("stands right behind the input");
  }

  @Test
  void binsBendWhatIsNoCategory() {
    String text = "6 -> embed 4x2 -> bins 2x3 5 by 2 -> scale -> 7 relu -> 2 softmax";
    Network network = Network.parse(text);
    assertThat(network.toString()).isEqualTo(text);
    assertThat(network.curves()).isEqualTo(new Curves(List.of(3, 3, 5), 2));
    assertThat(network.layers().get(1).outputs()).isEqualTo(3 * 2 + 2 + 2);
    assertThat(windows(network))
        .startsWith(
            new Parameter("embedding1", 0, 4, 2),
            new Parameter("bins1.w", 8, 11, 2),
            new Parameter("bins1.b", 30, 3, 2),
            new Parameter("scale1", 36, 1, 10));
    assertThat(network.parameters().stream().filter(Parameter::decays).map(Parameter::name))
        .containsExactly("embedding1", "bins1.w", "layer1.w", "layer2.w");
    assertThat(Arrays.copyOfRange(network.initialWeights(1), 8, 36)).doesNotHaveDuplicates();

    Bins bins = new Bins(7, new Curves(List.of(3, 3), 1));
    Layer embedding = new Embedding(3, List.of(new EmbeddingTable(9, 3), new EmbeddingTable(9, 3)));
    Dense last = new Dense(7, 2, Activation.IDENTITY);
    assertThatThrownBy(() -> new Network(3, List.of(embedding, bins, last), Loss.HUBER))
        .hasMessage("layer 'bins 2x3 by 1' reads 2 inputs, but 1 of the 3 are no categories");
    Layer wide = new Dense(3, 7, Activation.RELU);
    assertThatThrownBy(() -> new Network(3, List.of(wide, bins, last), Loss.HUBER))
        .hasMessageContaining("stands behind them or their embedding");
  }

  @Test
  void binsByNothingLeaveTheirColumnsOut() {
    Network network = Network.parse("6 -> bins 2x3 5 by 0 -> 7 relu -> 2 softmax");
    assertThat(network).hasToString("6 -> bins 2x3 5 by 0 -> 7 relu -> 2 softmax");
    assertThat(windows(network)).startsWith(new Parameter("layer1.w", 0, 3, 7));
  }

  @Test
  void parametersCoverTheWeightsInOrder() {
    Network network = Network.parse("4 -> dropout 0.5 -> 5 relu -> dropout 0.5 -> 3 softmax");

    assertThat(network.weightCount()).isEqualTo(4 * 5 + 5 + 5 * 3 + 3);
    assertThat(windows(network))
        .containsExactly(
            new Parameter("layer1.w", 0, 4, 5),
            new Parameter("layer1.b", 20, 1, 5),
            new Parameter("layer2.w", 25, 5, 3),
            new Parameter("layer2.b", 40, 1, 3));
  }

  @Test
  void targetsAreAClassOrANumberForEachOutput() {
    assertThat(Network.parse("4 -> 3 softmax").targets()).isEqualTo(1);
    assertThat(Network.parse("4 -> 3 sigmoid").targets()).isEqualTo(3);
    assertThat(Network.parse("4 -> 3 linear").targets()).isEqualTo(3);
    assertThat(Network.parse("4 -> quantiles 0.1 0.5 0.9").targets()).isEqualTo(1);
    assertThat(Network.parse("4 -> quantiles 0.1 0.5 0.9").numbers()).isEqualTo(1);
  }

  @Test
  void classesAreThoseOfWhichAnAnswerIsOne() {
    assertThat(Network.parse("4 -> 3 softmax").classes()).isEqualTo(3);
    assertThat(Network.parse("4 -> 1 sigmoid").classes()).isEqualTo(2);
    assertThat(Network.parse("4 -> 3 sigmoid").classes()).isZero();
    assertThat(Network.parse("4 -> 1 linear").classes()).isZero();
    assertThat(Network.parse("4 -> 2 huber").classes()).isZero();
  }

  @Test
  void initialWeightsDependOnTheSeedAlone() {
    Network network = Network.parse("20 -> 20 relu -> 20 relu -> 20 linear");
    float[] weights = network.initialWeights(5);

    assertThat(network.initialWeights(5)).isEqualTo(weights);
    assertThat(network.initialWeights(6)).isNotEqualTo(weights);
  }

  @Test
  void layersOfOneShapeBeginDifferently() {
    Network network = Network.parse("20 -> 20 relu -> 20 relu -> 20 linear");
    float[] weights = network.initialWeights(5);

    assertThat(Arrays.copyOfRange(weights, 420, 840))
        .isNotEqualTo(Arrays.copyOfRange(weights, 0, 420));
  }

  /**
   * Uniform in ±√(6/n), where n is the inputs (He) or inputs and outputs (Glorot): variance 2/n.
   * Over 60,000 weights the mean's standard error is √(2/n)/245 and the variance's is √(4/5)/245 of
   * it; five of them are allowed.
   */
  @ParameterizedTest
  @CsvSource({
    "relu, 300",
    "leaky_relu, 300",
    "gelu, 300",
    "tanh, 500",
    "sigmoid, 500",
    "identity, 500"
  })
  void initialWeightsHaveMeanAndVarianceOfHeOrGlorot(String activation, int n) {
    Network network = Network.parse("300 -> 200 " + activation + " -> 1 linear");
    float[] weights = network.initialWeights(9);
    int count = 300 * 200;
    double limit = Math.sqrt(6.0 / n);
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
      squares += (double) weights[i] * weights[i];
      largest = Math.max(largest, Math.abs(weights[i]));
    }

    double fiveErrors = 5 / Math.sqrt(count);
    double deviation = Math.sqrt(2.0 / n);
    assertThat(sum / count / deviation).isBetween(-fiveErrors, fiveErrors);
    assertThat(squares / count * n / 2)
        .isBetween(1 - fiveErrors * Math.sqrt(0.8), 1 + fiveErrors * Math.sqrt(0.8));
    // The limit is rounded to float.
    assertThat(largest).isBetween(0.999 * limit, limit * (1 + 1e-7));
    assertThat(Arrays.copyOfRange(weights, count, count + 200)).as("biases").containsOnly(0);
  }
}

package org.summand.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;

/** What a network's text leaves out, a table completes, and what it says, a table must be. */
class NetworkTemplateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "100 relu",
        "256 relu -> 128 relu",
        "16 -> 100 relu",
        "16 -> 100 identity",
        "256 relu -> 10 softmax",
        "10 softmax",
        "1 linear",
        "16 -> 3 softmax",
        "dropout 0.2 -> 8 tanh",
        "8 tanh -> dropout 0.5 -> 2 huber",
        "8 tanh -> quantiles 0.5",
        "embed 50x4 3x2 -> 8 tanh",
        "5 -> embed 50x4 3x2 -> 8 tanh -> 1 sigmoid",
        "784 -> 256 relu -> dropout 0.2 -> 10 softmax"
      })
  void printedTemplateIsReadBackAsTheSame(String text) {
    NetworkTemplate template = NetworkTemplate.parse(text);
    assertThat(template).hasToString(text);
    assertThat(NetworkTemplate.parse("  " + text.replace(" -> ", "->\n"))).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource({
    "16 -> 100 relu, 16, , ",
    "100 relu, , , ",
    "100 -> 50, 100, , ",
    "10 softmax, , SOFTMAX_CROSS_ENTROPY, 10",
    "8 relu -> 1 sigmoid, , BINARY_CROSS_ENTROPY, 1",
    "8 sigmoid -> 1 relu, , , ",
    "4 -> 2 huber, 4, HUBER, 2",
  })
  void theFirstStageIsTheInputIfItIsALoneNumberAndTheLastTheHeadByItsWord(
      String text, Integer inputs, Loss.Kind loss, Integer outputs) {
    NetworkTemplate template = NetworkTemplate.parse(text);
    assertThat(template.inputs())
        .isEqualTo(inputs == null ? OptionalInt.empty() : OptionalInt.of(inputs));
    assertThat(template.head().orElse(null))
        .isEqualTo(loss == null ? null : new Head(Loss.of(loss), outputs));
    assertThat(template.network().isPresent()).isEqualTo(inputs != null && loss != null);
  }

  @ParameterizedTest
  @CsvSource({
    "256 relu -> 128 relu, 14 -> 256 relu -> 128 relu -> 3 softmax",
    "dropout 0.5, 14 -> dropout 0.5 -> 3 softmax",
    "14 -> 100 relu, 14 -> 100 relu -> 3 softmax",
    "100 relu -> 3 softmax, 14 -> 100 relu -> 3 softmax",
    "3 softmax, 14 -> 3 softmax",
    "embed 7x2 -> 5 relu, 14 -> embed 7x2 -> 5 relu -> 3 softmax",
    "14 -> 9 gelu -> 3 softmax, 14 -> 9 gelu -> 3 softmax"
  })
  void completedNetworkIsThatOfTheTextInFull(String text, String whole) {
    Network network =
        NetworkTemplate.parse(text)
            .complete(14, List.of(), new Head(Loss.SOFTMAX_CROSS_ENTROPY, 3));
    assertThat(network).isEqualTo(Network.parse(whole));
    assertThat(NetworkTemplate.parse(whole).network()).contains(network);
  }

  @Test
  void categoriesOfTheTableAreEmbeddedRightBehindTheInput() {
    List<EmbeddingTable> tables = List.of(new EmbeddingTable(50, 4), new EmbeddingTable(3, 2));
    Network expected = Network.parse("6 -> embed 50x4 3x2 -> 8 relu -> 1 linear");
    for (String text : List.of("8 relu", "6 -> 8 relu", "embed 50x4 3x2 -> 8 relu")) {
      assertThat(NetworkTemplate.parse(text).complete(6, tables, new Head(Loss.SQUARED_ERROR, 1)))
          .isEqualTo(expected);
    }
    NetworkTemplate other = NetworkTemplate.parse("embed 50x4 -> 8 relu");
    assertThatThrownBy(() -> other.complete(6, tables, new Head(Loss.SQUARED_ERROR, 1)))
        .hasMessage(
            "the network 'embed 50x4 -> 8 relu' has 'embed 50x4' but the table's columns of"
                + " categories need 'embed 50x4 3x2'; leave embed out");
  }

  @Test
  void whatTheTextSaysMustBeWhatTheTableHas() {
    NetworkTemplate template = NetworkTemplate.parse("4 -> 8 relu -> 3 softmax");
    assertThatThrownBy(
            () -> template.complete(5, List.of(), new Head(Loss.SOFTMAX_CROSS_ENTROPY, 3)))
        .hasMessageContaining("takes 4 inputs but the table has 5; name the features or leave");
    assertThatThrownBy(
            () -> template.complete(4, List.of(), new Head(Loss.SOFTMAX_CROSS_ENTROPY, 2)))
        .hasMessageContaining("ends in '3 softmax' but the label needs '2 softmax'; leave");
    assertThatThrownBy(() -> template.complete(4, List.of(), new Head(Loss.SQUARED_ERROR, 3)))
        .hasMessageContaining("ends in '3 softmax' but the label needs '3 linear'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"\"|^|nothing|a layer's width, 'dropout', 'scale'",
        "100|^|'100'|a lone number is that of the inputs; a hidden layer is a width and",
        "0 -> 3 relu|^|'0'|the number of features, a whole number of at least 1",
        "1.5 -> 3 relu|^|'1.5'|the number of features",
        "bins 3 by 8 -> 4 relu|^|'bins'|see data.bins",
        "embed 3x2 -> bins 3 by 8|             ^|'bins'|see data.bins",
        "relu|^|'relu'|a layer's width, 'dropout', 'scale'",
        "256 rely -> 8 relu|    ^|'rely'|an activation is one of identity, relu",
        "256 relu -> 10 sofmax|               ^|'sofmax'|and an output one of softmax, sigmoid",
        "256 relu ->|           ^|nothing|a layer's width, 'dropout', 'scale'",
        "-> 256 relu|^|nothing|a layer's width, 'dropout', 'scale'",
        "256 relu -> 1 softmax|            ^|'1'|use '1 sigmoid'",
        "256 relu -> 3 softmax relu|                      ^|'relu'|a width and one of",
        "8 relu -> embed 8x4|          ^|'embed'|right behind the input",
        "1 -> embed 8x4 8x4|               ^|'8x4'|there are 1 inputs",
        "3 softmax -> 3 softmax|  ^|'softmax'|an activation is one of"
      })
  void errorPointsAtTheWordThatIsWrong(String text, String caret, String word, String rule) {
    Throwable error = catchThrowable(() -> NetworkTemplate.parse(text));

    assertThat(error).isInstanceOf(IllegalArgumentException.class);
    assertThat(error.getMessage())
        .startsWith("network: " + word + " does not fit: ")
        .contains(rule)
        .endsWith("\n  " + text + "\n  " + caret);
  }

  @ParameterizedTest
  @CsvSource({
    "ensemble 3 -> 4 relu, 6 -> embed 5x2 -> ensemble 3 -> 4 relu -> 1 linear",
    "scale -> 4 relu, 6 -> embed 5x2 -> bins 2x3 by 4 -> scale -> 4 relu -> 1 linear",
    "embed 5x2 -> 4 relu, 6 -> embed 5x2 -> bins 3 by 0 -> 4 relu -> 1 linear",
    "6 -> bins 3 by 2 -> 4 relu, 6 -> embed 5x2 -> bins 3 by 2 -> 4 relu -> 1 linear",
    "6 -> embed 5x2 -> bins 3 by 2, 6 -> embed 5x2 -> bins 3 by 2 -> 1 linear",
  })
  void whatStandsBehindTheInputsKeepsItsOrder(String text, String whole) {
    NetworkTemplate template = NetworkTemplate.parse(text);
    List<EmbeddingTable> tables = List.of(new EmbeddingTable(5, 2));
    Curves curves = Network.parse(whole).curves();
    Network network = template.complete(6, curves, tables, new Head(Loss.SQUARED_ERROR, 1));
    assertThat(network).hasToString(whole).isEqualTo(Network.parse(whole));
    assertThat(template.smallest().inputs()).isPositive();
  }
}

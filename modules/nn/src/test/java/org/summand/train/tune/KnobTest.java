package org.summand.train.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.summand.compute.Curves;
import org.summand.compute.Loss;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.train.TablePreset;
import org.summand.train.TrainingSettings;

class KnobTest {
  private static final TrainingSettings BINS =
      TablePreset.BINS.settings(
          5,
          new Curves(List.of(48, 12), 8),
          List.of(),
          new Head(Loss.SOFTMAX_CROSS_ENTROPY, 3),
          1000,
          true);

  private static final TrainingSettings NUMBERS =
      TablePreset.PLAIN.settings(
          5, Curves.NONE, List.of(), new Head(Loss.SQUARED_ERROR, 1), 1000, true);

  private static final TrainingSettings SAID =
      TrainingSettings.of(Network.parse("5 -> 64 relu -> dropout 0.2 -> 32 relu -> 2 softmax"));

  private static final UnaryOperator<TrainingSettings> NOTHING = UnaryOperator.identity();

  /** Each turns one setting, and its network is one that a model can keep. */
  @ParameterizedTest
  @EnumSource(Knob.class)
  void turnsOneSetting(Knob knob) {
    assertThat(knob.turned(BINS, knob.start())).isEqualTo(BINS);
    for (double value : knob.choices()) {
      TrainingSettings turned = knob.turned(BINS, value);
      Map<String, String> texts = BINS.toTexts();
      long others =
          turned.toTexts().entrySet().stream()
              .filter(text -> !text.getValue().equals(texts.get(text.getKey())))
              .count();
      assertThat(others).as("%s %s", knob, value).isEqualTo(value == knob.start() ? 0 : 1);
      assertThat(Network.parse(turned.network().toString())).isEqualTo(turned.network());
      assertThat(turned.network().bag()).isEqualTo(BINS.network().bag());
    }
  }

  @Test
  void whatChangesIsToldAsItIsThen() {
    assertThat(
            Variation.of(0)
                .with(Knob.WIDTH, 2)
                .with(Knob.DEPTH, -1)
                .with(Knob.DROPOUT, 0)
                .with(Knob.CURVES, 2)
                .of(BINS)
                .network())
        .hasToString("5 -> bag 5 -> bins 48 12 by 16 -> scale -> 512 silu -> 3 softmax");
    Variation variation =
        Variation.of(0).with(Knob.DEPTH, 1).with(Knob.DROPOUT, 2).with(Knob.RATE, 1.4);
    assertThat(variation.words(variation.of(BINS)))
        .isEqualTo("3 hidden layers, dropout 0.3, rate 0.014");
    assertThat(variation.with(Knob.DEPTH, 0).with(Knob.DROPOUT, 1).with(Knob.RATE, 1))
        .as("turned back")
        .isEqualTo(Variation.of(0));
  }

  @Test
  void whatChangesNothingIsNotSearched() {
    assertThat(Knob.open(BINS, NOTHING)).containsExactlyInAnyOrder(Knob.values());
    assertThat(Knob.open(NUMBERS, NOTHING))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Knob.CURVES, Knob.SMOOTHING)));
    assertThat(Knob.open(SAID, NOTHING))
        .as("Adam decays nothing")
        .isEqualTo(
            EnumSet.of(Knob.WIDTH, Knob.DEPTH, Knob.DROPOUT, Knob.RATE, Knob.EPOCHS, Knob.BATCH));
    assertThat(Knob.open(TrainingSettings.of(Network.parse("5 -> 1 linear")), NOTHING))
        .isEqualTo(EnumSet.of(Knob.RATE, Knob.EPOCHS, Knob.BATCH));
  }

  @Test
  void whatIsSaidIsNotSearched() {
    UnaryOperator<TrainingSettings> said =
        settings ->
            settings
                .withNetwork(SAID.network())
                .withEpochs(SAID.epochs())
                .withSchedule(SAID.schedule());
    assertThat(Knob.open(SAID, said)).containsExactly(Knob.BATCH);
    assertThat(Knob.open(SAID, settings -> SAID)).isEmpty();
  }
}

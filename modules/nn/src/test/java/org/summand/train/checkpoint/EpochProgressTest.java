package org.summand.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.nn.Network;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;

/** What a checkpoint tells of the run so far is what the run knew, to the bit. */
class EpochProgressTest {
  private static final Network NUMBERS = Network.parse("2 -> 2 linear");
  private static final Network CLASSES = Network.parse("2 -> 3 softmax");

  private static Evaluation numbers(int seed) {
    Evaluation evaluation = new Evaluation(NUMBERS);
    evaluation.addLoss(0.1 * seed, 7);
    float[] z = {seed / 3f, 1};
    evaluation.addNumbers(0.7, z, 0, new float[] {1, seed / 7f}, 0);
    evaluation.addNumbers(1.3, z, 0, new float[] {-2, 5}, 0);
    return evaluation;
  }

  private static EpochReport report(int epoch, Optional<Evaluation> validation) {
    return new EpochReport(epoch, 5L * epoch, 0.7 / epoch, 0.01f, validation, 70, 1.0 / epoch);
  }

  private static EpochProgress progress(List<EpochReport> epochs) {
    return new EpochProgress(0.1, 1.0 / 3, 17, 0.25, 0.5, 2, 11, Optional.empty(), epochs);
  }

  private static EpochProgress readAgain(EpochProgress progress) {
    return EpochProgress.ofTexts(progress.toTexts(), Optional.empty());
  }

  @Test
  void evaluationsOfNumbersComeBackToTheBit() {
    Evaluation written = numbers(2);
    EpochProgress read = readAgain(progress(List.of(report(1, Optional.of(written)))));
    Evaluation back = read.epochs().get(0).validation().orElseThrow();
    assertThat(back.rows()).isEqualTo(written.rows());
    assertThat(back.classifies()).isFalse();
    assertThat(back.loss()).isEqualTo(written.loss());
    assertThat(back.rmse()).isEqualTo(written.rmse());
    assertThat(back.r2()).isEqualTo(written.r2());
    // Sums of both, which need every number there is.
    assertThat(back.add(numbers(5)).r2()).isEqualTo(written.add(numbers(5)).r2());
  }

  @Test
  void evaluationsOfClassesComeBackToTheBit() {
    Evaluation written = new Evaluation(CLASSES);
    written.addLoss(0.3, 7);
    written.addPrediction(1.0 / 3, 0.25);
    EpochProgress read = readAgain(progress(List.of(report(1, Optional.of(written)))));
    Evaluation back = read.epochs().get(0).validation().orElseThrow();
    assertThat(back.classifies()).isTrue();
    assertThat(back.loss()).isEqualTo(written.loss());
    assertThat(back.accuracy()).isEqualTo(written.accuracy());
  }

  @Test
  void numbersThatNoEvaluationHasAreRefused() {
    Map<String, String> texts = progress(List.of(report(1, Optional.of(numbers(2))))).toTexts();
    for (String more : List.of(" 1.0", " 1.0 2.0")) {
      Map<String, String> odd = new TreeMap<>(texts);
      odd.computeIfPresent("memory.epochs", (name, text) -> text + more);
      assertThatThrownBy(() -> EpochProgress.ofTexts(odd, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void reportsAreOfOneNetworkOrOfAnother() {
    EpochProgress progress =
        progress(List.of(report(1, Optional.empty()), report(2, Optional.of(numbers(2)))));
    assertThat(progress.isOf(NUMBERS)).isTrue();
    assertThat(progress.isOf(CLASSES)).isFalse();
    assertThat(progress.isOf(Network.parse("2 -> 3 linear"))).isFalse();
    assertThat(progress(List.of(report(1, Optional.empty()))).isOf(CLASSES)).isTrue();
  }

  @Test
  void ofManyEpochsTheFirstAndTheLastAreKept() {
    for (int count : new int[] {999, 1000, 1001, 2500}) {
      List<EpochReport> epochs = new ArrayList<>();
      for (int epoch = 1; epoch <= count; epoch++) {
        epochs.add(report(epoch, Optional.empty()));
      }
      List<EpochReport> kept = readAgain(progress(epochs)).epochs();
      assertThat(kept)
          .hasSize(Math.min(1000, count))
          .startsWith(epochs.get(0))
          .endsWith(epochs.get(count - 1));
      assertThat(kept).isSubsetOf(epochs);
      assertThat(kept.subList(0, 499)).isEqualTo(epochs.subList(0, 499));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "memory.rows, -1, 0",
    "memory.seconds, -0.5, 0.0",
    "memory.epochsWithoutImprovement, -1, 0",
    "memory.bestStep, -1, 0",
    "memory.loss, NaN, -1.5",
    "memory.bestCost, NaN, Infinity",
    "memory.weight, many, 0.0"
  })
  void whatCannotBeIsRefusedByName(String name, String bad, String good) {
    Map<String, String> texts = new TreeMap<>(progress(List.of()).toTexts());
    texts.put(name, bad);
    assertThatThrownBy(() -> EpochProgress.ofTexts(texts, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
    texts.put(name, good);
    assertThat(EpochProgress.ofTexts(texts, Optional.empty()).toTexts()).containsEntry(name, good);
  }
}

package org.summand.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
  @TempDir private Path folder;

  private Score score(Task task, String test, String predictions) throws IOException {
    Path testPart = Files.writeString(folder.resolve("test.csv"), test);
    Path answers = Files.writeString(folder.resolve("answers.csv"), predictions);
    OpenTable table = new OpenTable("t.csv", "y", task);
    return Score.of(new Parts(table, testPart, testPart, 0, 0), answers);
  }

  @Test
  void classesAreRightOrWrong() throws IOException {
    Score score =
        score(
            Task.CLASS,
            "x,y\n1,no\n2,\"yes, sir\"\n3,\"yes, sir\"\n4,no\n",
            "prediction,probability_no,\"probability_yes, sir\"\n"
                + "no,0.9,0.1\nno,0.8,0.2\n\"yes, sir\",0.3,0.7\n\"yes, sir\",0.4,0.6\n");

    assertThat(score.rowLosses()).containsExactly(0, 1, 0, 1);
    assertThat(Task.CLASS.loss(score.rowLosses())).isEqualTo(0.5);
    // Of four pairs of a yes and a no, one has the no higher: 0.6 beside 0.2.
    assertThat(score.auc()).isEqualTo(0.75);
  }

  @Test
  void moreThanTwoClassesHaveNoCurve() throws IOException {
    Score score =
        score(
            Task.CLASS,
            "y\na\nb\n",
            "prediction,probability_a,probability_b,probability_c\na,1,0,0\nc,0,0,1\n");

    assertThat(score.rowLosses()).containsExactly(0, 1);
    assertThat(score.auc()).isNaN();
  }

  @Test
  void numbersAreOffByTheirSquares() throws IOException {
    Score score = score(Task.NUMBER, "y,x\n1,0\n2,0\n", "prediction\n4\n-2\n");

    assertThat(score.rowLosses()).containsExactly(9, 16);
    assertThat(Task.NUMBER.loss(score.rowLosses())).isEqualTo(Math.sqrt(12.5));
    assertThat(score.auc()).isNaN();
  }

  @Test
  void theAreaIsTheShareOfPairsInOrder() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(200, 0, 1).map(value -> Math.rint(20 * value)).toArray();
    boolean[] isPositive = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      isPositive[i] = random.nextInt(30) < values[i];
    }
    double pairs = 0;
    double right = 0;
    for (int p = 0; p < values.length; p++) {
      for (int n = 0; n < values.length; n++) {
        if (isPositive[p] && !isPositive[n]) {
          pairs++;
          right += values[p] > values[n] ? 1 : values[p] == values[n] ? 0.5 : 0;
        }
      }
    }

    assertThat(Score.auc(values, isPositive)).isCloseTo(right / pairs, within(1e-12));
  }

  @Test
  void answersToOtherRowsAreRefused() {
    assertThatIOException()
        .isThrownBy(() -> score(Task.NUMBER, "y\n1\n2\n", "prediction\n1\n"))
        .withMessageContaining("has 1 rows, and the test part 2");
    assertThatIOException()
        .isThrownBy(
            () -> score(Task.CLASS, "y\nred\n", "prediction,probability_a,probability_b\na,1,0\n"))
        .withMessage("a test row's label is 'red', none of [a, b]");
    assertThatIOException()
        .isThrownBy(() -> score(Task.NUMBER, "y\n1\n", "answer\n1\n"))
        .withMessageContaining("has no column 'prediction', but [answer]");
    assertThatIOException()
        .isThrownBy(() -> score(Task.NUMBER, "y\n1\n", "prediction\nmany\n"))
        .withMessageContaining("column 'prediction'");
  }
}

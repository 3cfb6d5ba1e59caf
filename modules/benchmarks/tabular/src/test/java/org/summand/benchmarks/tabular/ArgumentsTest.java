package org.summand.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final Path ROOT = Path.of("/home/somebody/summand");
  private static final List<OpenTable> TABLES =
      List.of(
          new OpenTable("one.csv.gz", "y", Task.NUMBER), new OpenTable("two.csv", "y", Task.CLASS));

  private static Arguments parse(String... args) {
    return Arguments.parse(ROOT, List.of(args));
  }

  @Test
  void nothingSaidMeansAll() {
    Arguments all = parse();

    assertThat(all.data()).isEqualTo(Path.of("/home/somebody/shared/data/tables"));
    assertThat(all.learners()).containsExactly(Learner.values());
    assertThat(all.choose(TABLES)).isEqualTo(TABLES);
    assertThat(all.seeds()).isEqualTo(3);
    assertThat(all.python()).isEmpty();
    assertThat(all.records()).isEmpty();
    assertThat(all.page()).isEmpty();
  }

  @Test
  void systemsAndTablesAreChosen() {
    Arguments some =
        parse("--systems", "lightgbm, summand", "--tables", "two", "--seeds", "1", "--page", "/p");

    assertThat(some.learners()).containsExactly(Learner.LIGHTGBM, Learner.SUMMAND);
    assertThat(some.choose(TABLES)).containsExactly(TABLES.get(1));
    assertThat(some.seeds()).isEqualTo(1);
    assertThat(some.page()).contains(Path.of("/p"));
  }

  @Test
  void whatIsNotThereIsRefusedWithWhatIs() {
    refused("there is no 'adult'; there are --data, --python, --systems", "adult");
    refused("there is no system 'catboost'; there are [summand, ", "--systems", "catboost");
    refused("there is no system ''", "--systems", ",");
    refused("--seeds needs a number from 1 to 999, not '0'", "--seeds", "0");
    refused("--record needs a value", "--record");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--tables", "one,three").choose(TABLES))
        .withMessageContaining("there is no table 'three' in ")
        .withMessageContaining("there are [one, two]");
  }

  private static void refused(String sentence, String... args) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(args))
        .withMessageContaining(sentence);
  }
}

package org.summand.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.summand.data.ColumnStatistics;
import org.summand.data.OrderStatistics;
import org.summand.data.ScalingMethod;
import org.summand.data.Shard;

class EncoderLearningTest {
  /** Two columns of three rows. */
  private static final float[] FEATURES = {2, -10, 4, 10, 6, 0};

  private static final List<RawColumn> COLUMNS =
      List.of(RawColumn.of("a", RawColumn.Kind.NUMBER), RawColumn.of("b", RawColumn.Kind.NUMBER));

  private static TableEncoder learn(String method, float[] features, boolean adapts) {
    int rows = features.length / 2;
    ColumnStatistics statistics =
        ColumnStatistics.of(new Shard(0, rows, features, new float[rows]), 2);
    EncoderLearning learning =
        new EncoderLearning(CellReader.usual(), COLUMNS, ScalingMethod.parse(method), adapts, 0);
    OrderStatistics search =
        new OrderStatistics(
            new long[] {statistics.count(0), statistics.count(1)}, learning.quartiles());
    while (!search.isFound()) {
      search.advance(search.count(features, rows, 2, 0));
    }
    float[][] quartiles = new float[2][3];
    for (int q = 0; q < 3; q++) {
      quartiles[0][q] = search.value(0, q);
      quartiles[1][q] = search.value(1, q);
    }
    return learning.learn(statistics, quartiles, rows);
  }

  private static float[] encoded(String method) {
    float[] inputs = new float[FEATURES.length];
    learn(method, FEATURES, false).encode(FEATURES, 3, inputs);
    return inputs;
  }

  @Test
  void everyMethodDoesWhatItsNameSays() {
    assertThat(encoded(" none ")).containsExactly(FEATURES);
    assertThat(encoded("divide  -2")).containsExactly(-1, 5, -2, -5, -3, -0f);
    assertThat(encoded("minmax")).containsExactly(0, 0, 0.5f, 1, 1, 0.5f);
    float deviation = (float) Math.sqrt(8 / 3.0);
    assertThat(encoded("standardize")[0]).isCloseTo(-2 / deviation, within(1e-6f));
    assertThat(encoded("standardize")[5]).isZero();
  }
}

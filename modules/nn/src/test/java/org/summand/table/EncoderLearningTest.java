package org.summand.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.data.ColumnStatistics;
import org.summand.data.OrderStatistics;
import org.summand.data.ScalingMethod;
import org.summand.data.Shard;
import org.summand.table.RawColumn.Kind;

class EncoderLearningTest {
  private static final float NONE = Float.NaN;

  /** Two columns of three rows. */
  private static final float[] FEATURES = {2, -10, 4, 10, 6, 0};

  private static TableEncoder learn(
      String method, List<RawColumn> columns, boolean adapts, int own, float... raw) {
    return learn(method, columns, adapts, 0, own, raw);
  }

  private static TableEncoder learn(
      String method, List<RawColumn> columns, boolean adapts, int bins, int own, float[] raw) {
    int width = new RawLayout(columns).width();
    int rows = raw.length / width;
    ColumnStatistics statistics =
        ColumnStatistics.of(new Shard(0, rows, raw, new float[rows]), width);
    return new EncoderLearning(
            CellReader.usual(), columns, ScalingMethod.parse(method), adapts, bins, own)
        .learn(statistics, (shares, ignored) -> quantiles(raw, rows, shares, ignored), rows);
  }

  private static float[][] quantiles(float[] raw, int rows, double[][] shares, float[][] ignored) {
    OrderStatistics search = new OrderStatistics(shares, ignored);
    while (!search.isFound()) {
      search.advance(search.count(raw, rows, shares.length, 0));
    }
    float[][] quantiles = new float[shares.length][shares[0].length];
    for (int c = 0; c < quantiles.length; c++) {
      for (int q = 0; q < quantiles[c].length; q++) {
        quantiles[c][q] = search.value(c, q);
      }
    }
    return quantiles;
  }

  private static List<RawColumn> numbers(int count) {
    return Collections.nCopies(count, RawColumn.of("n", Kind.NUMBER));
  }

  /** One column, and what becomes of other numbers. */
  private static float[] encoded(String method, float[] column, float... others) {
    TableEncoder encoder = learn(method, numbers(1), false, 0, column);
    float[] inputs = new float[others.length];
    encoder.encode(others, others.length, inputs);
    return inputs;
  }

  private static float clipped(double z) {
    return (float) (z / Math.sqrt(1 + z * z / 9));
  }

  @Test
  void everyMethodDoesWhatItsNameSays() {
    assertThat(encodedPair(" none ")).containsExactly(FEATURES);
    assertThat(encodedPair("divide  -2")).containsExactly(-1, 5, -2, -5, -3, -0f);
    assertThat(encodedPair("minmax")).containsExactly(0, 0, 0.5f, 1, 1, 0.5f);
    float deviation = (float) Math.sqrt(8 / 3.0);
    assertThat(encodedPair("standardize")[0]).isCloseTo(-2 / deviation, within(1e-6f));
    assertThat(encodedPair("standardize")[5]).isZero();
  }

  private static float[] encodedPair(String method) {
    float[] inputs = new float[FEATURES.length];
    learn(method, numbers(2), false, 0, FEATURES).encode(FEATURES, 3, inputs);
    return inputs;
  }

  /** 0 … 8: median 4, quartiles 2 and 6, a row far out that moves none of them. */
  @Test
  void robustIsOfMedianAndQuartiles() {
    float[] column = {8000, 0, 5, 2, NONE, 7, 1, 6, 3, 4};
    float[] inputs = encoded("robust", column, 4, 6, 2, 8, 8000, NONE);
    assertThat(inputs[0]).isZero();
    assertThat(inputs[1]).isCloseTo(clipped(0.5), within(1e-6f));
    assertThat(inputs[2]).isCloseTo(clipped(-0.5), within(1e-6f));
    assertThat(inputs[3]).isCloseTo(clipped(1), within(1e-6f));
    assertThat(inputs[4]).isCloseTo(3, within(1e-4f));
    assertThat(inputs[5]).isZero();
  }

  @Test
  void whereQuartilesAreEqualHalfTheRangeIsTheUnit() {
    float[] column = {0, 0, 0, 0, 0, 0, 0, 0, 0, 10};
    float[] inputs = encoded("robust", column, 0, 10, 5);
    assertThat(inputs[0]).isZero();
    assertThat(inputs[1]).isCloseTo(clipped(2), within(1e-6f));
    assertThat(inputs[2]).isCloseTo(clipped(1), within(1e-6f));
  }

  @Test
  void aMissingNumberIsTheMiddle() {
    float[] column = {1, 2, NONE, 6};
    assertThat(encoded("robust", column, NONE)).containsExactly(0);
    assertThat(encoded("standardize", column, NONE)).containsExactly(0);
    assertThat(encoded("minmax", column, NONE)[0]).isCloseTo(0.4f, within(1e-6f));
    assertThat(encoded("none", column, NONE)).containsExactly(NONE);
    assertThat(encoded("divide 2", column, NONE)).containsExactly(NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"robust", "standardize", "minmax"})
  void aConstantIsZeroAndNothingOverflows(String method) {
    assertThat(encoded(method, new float[] {0.1f, 0.1f, 0.1f}, 0.1f, NONE)).containsExactly(0, 0);
    float least = Float.MIN_VALUE;
    float huge = 1e38f;
    for (float[] column :
        new float[][] {{0, least, least, 0}, {-huge, huge, 0}, {0, 0, 0, 0, 0, 0, least}, {1}}) {
      for (float each : encoded(method, column, column)) {
        assertThat(each).as("of %s", Arrays.toString(column)).isFinite();
      }
      float[] factor = learn(method, numbers(1), false, 0, column).numbers().factor();
      assertThat(factor[0]).isFinite();
    }
  }

  /** A constant with gaps still tells by its gaps. */
  @ParameterizedTest
  @ValueSource(strings = {"robust", "standardize", "minmax"})
  void constantsAreLeftOutWhereTheInputsAdapt(String method) {
    float[] raw = {1, 7, NONE, 7, 2, 7, NONE, NONE, 3, 7, NONE, 7};
    List<RawColumn> columns =
        List.of(
            RawColumn.of("varies", Kind.NUMBER),
            RawColumn.of("constant", Kind.NUMBER),
            RawColumn.of("empty", Kind.DATE),
            RawColumn.of("gaps", Kind.NUMBER));
    TableEncoder adapted = learn(method, columns, true, 0, raw);
    assertThat(adapted.features()).containsExactly("varies", "gaps");
    assertThat(adapted.columns().get(1).reason()).isEqualTo("constant");
    assertThat(adapted.columns().get(2).reason()).isEqualTo("empty");
    assertThat(adapted.rawWidth()).isEqualTo(4);
    assertThat(adapted.indicators()).containsExactly(1);
    float[] inputs = new float[3 * adapted.inputs()];
    adapted.encode(raw, 3, inputs);
    assertThat(inputs.length).isEqualTo(9);
    assertThat(new float[] {inputs[2], inputs[5], inputs[8]}).containsExactly(0, 1, 0);
    assertThat(new float[] {inputs[1], inputs[4], inputs[7]}).containsOnly(0);

    TableEncoder fixed = learn(method, columns, false, 0, raw);
    assertThat(fixed.features()).hasSize(4);
    assertThat(fixed.indicators()).isEmpty();
    assertThat(fixed.inputs()).isEqualTo(4 + 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "divide 2"})
  void whereNothingIsLearnedNothingIsLeftOut(String method) {
    TableEncoder encoder = learn(method, numbers(2), true, 0, 1, 7, NONE, 7);
    assertThat(encoder.features()).hasSize(2);
    assertThat(encoder.indicators()).isEmpty();
    assertThat(encoder.numbers().takesMissing()).isFalse();
  }

  @Test
  void onlyWhatWasMissingInTrainingIsTold() {
    TableEncoder encoder = learn("robust", numbers(3), true, 0, 1, NONE, 3, 4, 5, 6, 7, 8, NONE);
    assertThat(encoder.indicators()).containsExactly(1, 2);
    float[] inputs = new float[encoder.inputs()];
    encoder.encode(new float[] {NONE, NONE, NONE}, 1, inputs);
    assertThat(inputs).containsExactly(0, 0, 0, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"robust", "standardize", "minmax", "none"})
  void oneRowAndNoRowsGiveZerosOrNothing(String method) {
    TableEncoder one = learn(method, numbers(2), false, 0, 5, NONE);
    float[] inputs = new float[2];
    one.encode(new float[] {5, 4}, 1, inputs);
    assertThat(inputs).containsExactly(method.equals("none") ? new float[] {5, 4} : new float[2]);
    TableEncoder none = learn(method, numbers(2), false, 0);
    none.encode(new float[] {5, 4}, 1, inputs);
    assertThat(inputs).containsExactly(method.equals("none") ? new float[] {5, 4} : new float[2]);
    assertThat(learn(method, numbers(2), true, 0).inputs())
        .isEqualTo(method.equals("none") ? 2 : 0);
  }

  /** Also where they are all the same, or missing. */
  @ParameterizedTest
  @ValueSource(strings = {"robust", "standardize", "minmax", "divide 255"})
  void theNetworksOwnCategoriesAreLeftAlone(String method) {
    float[] raw = {1, 4, 2, 9, 4, 7, 3, 4, 5};
    for (boolean adapts : new boolean[] {false, true}) {
      TableEncoder encoder = learn(method, numbers(3), adapts, 2, raw);
      assertThat(encoder.inputs()).isEqualTo(3);
      float[] inputs = new float[9];
      encoder.encode(raw, 3, inputs);
      for (int r = 0; r < 3; r++) {
        assertThat(inputs[3 * r + 1]).isEqualTo(4);
        assertThat(inputs[3 * r + 2]).isEqualTo(raw[3 * r + 2]);
      }
      assertThat(inputs[0]).isNotEqualTo(1);
    }
  }

  @Test
  void fewWordsBecomeAnInputEachAndManyAreEmbedded() {
    List<RawColumn> columns = new ArrayList<>();
    for (int words : new int[] {9, 10}) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < words; i++) {
        names.add("w" + i);
      }
      columns.add(RawColumn.category("c" + words, new Vocabulary(names, true, false)));
    }
    List<String> eight = List.of("0", "1", "2", "3", "4", "5", "6", "7");
    columns.add(RawColumn.vector("v", 2, Map.of(1, new Vocabulary(eight, true, true))));
    TableEncoder encoder = learn("robust", columns, true, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(encoder.oneHot()).containsExactly(true, false, true);
    assertThat(encoder.embedded()).containsExactly(11);
    assertThat(encoder.inputs()).isEqualTo(1 + 10 + 10 + 1);
  }

  @Test
  void onlyWhatTheMethodNeedsIsAskedFor() {
    for (String method : List.of("none", "divide 3")) {
      assertThat(learning(method).needsStatistics()).isFalse();
      assertThat(learning(method).needsQuartiles()).isFalse();
    }
    for (String method : List.of("standardize", "minmax")) {
      assertThat(learning(method).needsStatistics()).isTrue();
      assertThat(learning(method).needsQuartiles()).isFalse();
    }
    assertThat(learning("robust").needsStatistics()).isTrue();
    assertThat(learning("robust").needsQuartiles()).isTrue();
  }

  private static EncoderLearning learning(String method) {
    return new EncoderLearning(
        CellReader.usual(), numbers(1), ScalingMethod.parse(method), true, 0, 0);
  }

  /** Of 0 … 99 each of four bins holds a quarter, and a number says how many lie below it. */
  @Test
  void aNumberSaysWhereItLiesAmongBinsOfAsManyEach() {
    float[] raw = new float[100];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (i * 37) % 100;
    }
    TableEncoder encoder = learn("robust", numbers(1), true, 4, 0, raw);
    assertThat(encoder.bins().edges()[0]).containsExactly(0, 24, 49, 74, 99);
    assertThat(encoder.bins().counts()).containsExactly(4);
    assertThat(encoder.inputs()).isEqualTo(2);
    float[] ask = {-5, 0, 12, 24, 74, 86.5f, 99, 1000, NONE};
    float[] inputs = new float[2 * ask.length];
    encoder.encode(ask, ask.length, inputs);
    float[] places = {0, 0, 0.5f, 1, 3, 3.5f, 4, 4, 2};
    for (int r = 0; r < ask.length; r++) {
      assertThat(inputs[2 * r]).as("the place of %s", ask[r]).isEqualTo(places[r]);
    }
  }

  /** Nine of ten numbers are 0: the other edges are the quantiles of the tenth. */
  @Test
  void aNumberThatWouldFillABinIsAnEdgeAndTheOthersAreCutWithoutIt() {
    float[] raw = new float[1000];
    for (int i = 0; i < 100; i++) {
      raw[i * 10] = i - 30; // 0 among them, too
    }
    float[] edges = learn("robust", numbers(1), true, 8, 0, raw).bins().edges()[0];
    assertThat(edges).hasSize(9).startsWith(-30).endsWith(69).contains(0);
    for (int i = 0; i < 8; i++) {
      assertThat(edges[i + 1] - edges[i]).isBetween(0.5f, 15f);
    }
  }

  @Test
  void numbersOfTwoValuesConstantsAndColumnsWithoutNumbersHaveNoBins() {
    float[] raw = new float[40];
    for (int r = 0; r < 10; r++) {
      raw[4 * r] = r % 2;
      raw[4 * r + 1] = NONE;
      raw[4 * r + 2] = 7;
      raw[4 * r + 3] = r;
    }
    TableEncoder encoder = learn("robust", numbers(4), true, 4, 0, raw);
    assertThat(encoder.bins().counts()).containsExactly(4);
    assertThat(learn("standardize", numbers(4), true, 4, 0, raw).bins().counts()).isEmpty();
    assertThat(learn("robust", numbers(4), false, 4, 0, raw).bins().counts()).isEmpty();
  }

  @Test
  void edgesAreFoundWhateverTheOrderOfTheRows() {
    Random random = new Random(5);
    float[] raw = new float[500];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = random.nextInt(3) == 0 ? 0 : (float) Math.exp(3 * random.nextGaussian());
    }
    float[] first = learn("robust", numbers(1), true, 48, 0, raw).bins().edges()[0];
    for (int i = raw.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float swapped = raw[i];
      raw[i] = raw[j];
      raw[j] = swapped;
    }
    assertThat(learn("robust", numbers(1), true, 48, 0, raw).bins().edges()[0])
        .containsExactly(first)
        .hasSizeBetween(40, 51);
  }
}

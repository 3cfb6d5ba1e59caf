package org.summand.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.table.RawColumn.Kind;

class TableEncoderTest {
  private static final float NONE = Float.NaN;
  private static final RawColumn NUMBER = RawColumn.of("n", Kind.NUMBER);

  /** Two words, and every other, and none. */
  private static final Vocabulary FULL = new Vocabulary(List.of("a", "b"), true, true);

  private static final Vocabulary WITHOUT_OTHER = new Vocabulary(List.of("a", "b"), false, true);

  private static TableEncoder encoder(
      List<RawColumn> columns, NumberEncoding numbers, int[] indicators, boolean... oneHot) {
    return new TableEncoder(CellReader.usual(), columns, numbers, indicators, oneHot);
  }

  private static TableEncoder words(Vocabulary vocabulary, boolean isOneHot) {
    return encoder(
        List.of(RawColumn.category("c", vocabulary)),
        NumberEncoding.identity(0),
        new int[0],
        isOneHot);
  }

  private static float[] encode(TableEncoder encoder, float... row) {
    int rows = row.length / encoder.rawWidth();
    float[] inputs = new float[rows * encoder.inputs()];
    // What was there before must not matter.
    Arrays.fill(inputs, 99);
    encoder.encode(row, rows, inputs);
    return inputs;
  }

  private static NumberEncoding one(float offset, float factor, float missing, float clip) {
    return new NumberEncoding(
        1, new float[] {offset}, new float[] {factor}, new float[] {missing}, clip);
  }

  @Test
  void fewWordsAreAnInputEach() {
    TableEncoder encoder = words(FULL, true);
    assertThat(encoder.inputs()).isEqualTo(4);
    assertThat(encoder.embedded()).isEmpty();
    assertThat(encode(encoder, FULL.number("unseen"))).containsExactly(1, 0, 0, 0);
    assertThat(encode(encoder, FULL.number("a"))).containsExactly(0, 1, 0, 0);
    assertThat(encode(encoder, FULL.number("b"))).containsExactly(0, 0, 1, 0);
    assertThat(encode(encoder, FULL.missing())).containsExactly(0, 0, 0, 1);
  }

  @Test
  void whereTrainingSawAllWordsAnUnseenOneIsAllZeros() {
    TableEncoder encoder = words(WITHOUT_OTHER, true);
    assertThat(encoder.inputs()).isEqualTo(3);
    assertThat(encode(encoder, WITHOUT_OTHER.number("unseen"))).containsExactly(0, 0, 0);
    assertThat(encode(encoder, WITHOUT_OTHER.number("a"))).containsExactly(1, 0, 0);
    assertThat(encode(encoder, WITHOUT_OTHER.missing())).containsExactly(0, 0, 1);
  }

  /** A raw row may come from anybody; its neighbours are not written over. */
  @ParameterizedTest
  @ValueSource(floats = {-1, 4, 1e9f, Float.NEGATIVE_INFINITY})
  void numbersOfNoWordLightNoInput(float code) {
    TableEncoder encoder = words(FULL, true);
    assertThat(encode(encoder, code, 1)).containsExactly(0, 0, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void categoriesThatAreEmbeddedComeLastAndInRange() {
    TableEncoder encoder =
        encoder(
            List.of(
                RawColumn.category("many", FULL),
                NUMBER,
                RawColumn.category("few", WITHOUT_OTHER),
                RawColumn.category("more", WITHOUT_OTHER)),
            NumberEncoding.identity(1),
            new int[0],
            false,
            true,
            false);
    assertThat(encoder.embedded()).containsExactly(4, 4);
    assertThat(encoder.inputs()).isEqualTo(1 + 3 + 2);
    assertThat(encode(encoder, 2, 7.5f, 1, 3)).containsExactly(7.5f, 1, 0, 0, 2, 3);
    assertThat(encoder.tables()).allSatisfy(table -> assertThat(table.categories()).isEqualTo(4));
    for (String word : List.of("a", "b", "unseen")) {
      assertThat(encoder.tables().get(0).holds(FULL.number(word))).isTrue();
    }
    assertThat(encoder.tables().get(0).holds(FULL.missing())).isTrue();
  }

  @Test
  void daysAreNumbersAndPlacesInCircles() {
    TableEncoder date = encoder(List.of(RawColumn.of("d", Kind.DATE)), one(0, 1, 0, 3), new int[0]);
    assertThat(date.inputs()).isEqualTo(5);
    // 2000-01-03 was the first Monday, in the first month.
    assertThat(Arrays.copyOfRange(encode(date, 2), 1, 5)).containsExactly(0, 1, 0, 1);
    for (int days = -40_000; days < 40_000; days += 977) {
      float[] inputs = encode(date, days);
      int weekday = Math.floorMod(days - 2, 7);
      double turn = 2 * Math.PI * weekday / 7;
      assertThat(inputs[1]).isCloseTo((float) Math.sin(turn), within(1e-6f));
      assertThat(inputs[2]).isCloseTo((float) Math.cos(turn), within(1e-6f));
      double month = 2 * Math.PI * (Days.date(days).getMonthValue() - 1) / 12;
      assertThat(inputs[3]).isCloseTo((float) Math.sin(month), within(1e-6f));
      assertThat(inputs[4]).isCloseTo((float) Math.cos(month), within(1e-6f));
    }
  }

  @Test
  void theTimeOfTheDayIsACircleToo() {
    TableEncoder time =
        encoder(List.of(RawColumn.of("t", Kind.TIMESTAMP)), NumberEncoding.identity(1), new int[0]);
    assertThat(time.inputs()).isEqualTo(7);
    for (float day : new float[] {0, 9000, -9000}) {
      assertThat(encode(time, day + 0.25f)[5]).isCloseTo(1, within(1e-6f));
      assertThat(encode(time, day + 0.5f)[6]).isCloseTo(-1, within(1e-6f));
      assertThat(encode(time, day + 0.75f)[5]).isCloseTo(-1, within(1e-6f));
    }
  }

  @Test
  void aMissingDayIsNowhereInTheCircles() {
    TableEncoder time =
        encoder(List.of(RawColumn.of("t", Kind.TIMESTAMP)), one(3, 1, 0.5f, 3), new int[] {0});
    assertThat(encode(time, NONE)).containsExactly(0.5f, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void aMissingNumberIsReplacedAndTold() {
    NumberEncoding numbers =
        new NumberEncoding(
            2, new float[] {1, 2}, new float[] {2, 3}, new float[] {-7, 8}, TableEncoder.NO_CLIP);
    TableEncoder both = encoder(List.of(NUMBER, NUMBER), numbers, new int[] {0, 1});
    assertThat(encode(both, NONE, 3)).containsExactly(-7, 3, 1, 0);
    assertThat(encode(both, 2, NONE)).containsExactly(2, 8, 0, 1);
    TableEncoder second = encoder(List.of(NUMBER, NUMBER), numbers, new int[] {1});
    assertThat(encode(second, NONE, NONE)).containsExactly(-7, 8, 1);
    TableEncoder none = encoder(List.of(NUMBER, NUMBER), numbers, new int[0]);
    assertThat(encode(none, NONE, NONE)).containsExactly(-7, 8);
  }

  @Test
  void allKindsTogetherStandInTheOrderThatIsSaid() {
    List<RawColumn> columns =
        List.of(
            RawColumn.category("many", FULL),
            RawColumn.of("d", Kind.DATE),
            RawColumn.unused("u", 1, "constant"),
            RawColumn.vector("v", 3, Map.of(1, WITHOUT_OTHER)),
            RawColumn.unused("w", 0, "named so"),
            NUMBER);
    NumberEncoding numbers =
        new NumberEncoding(
            4, new float[4], new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8}, 1e30f);
    TableEncoder encoder = encoder(columns, numbers, new int[] {1, 3}, false, true);
    assertThat(encoder.rawWidth()).isEqualTo(7);
    assertThat(encoder.features()).containsExactly("many", "d", "v", "n");
    float[] inputs = encode(encoder, 2, 2, NONE, 10, 1, 20, NONE);
    assertThat(inputs)
        .containsExactly(
            2,
            20,
            60,
            8, /* Monday, January */
            0,
            1,
            0,
            1, /* missing */
            0,
            1,
            /* one-hot */ 1,
            0,
            0, /* embedded */
            2);
    assertThat(encoder.inputs()).isEqualTo(inputs.length);
  }

  /** An unused column beside it takes the other way through the code. */
  @ParameterizedTest
  @ValueSource(floats = {3, Float.POSITIVE_INFINITY})
  void numbersAloneAreEncodedAsAmongOthersToTheBit(float clip) {
    Random random = new Random(5);
    int width = 7;
    int rows = 50;
    float[] offset = random(random, width - 2);
    float[] factor = random(random, width - 2);
    float[] missing = random(random, width - 2);
    NumberEncoding numbers = new NumberEncoding(width, offset, factor, missing, clip);
    List<RawColumn> columns = new ArrayList<>(java.util.Collections.nCopies(width, NUMBER));
    TableEncoder plain = encoder(columns, numbers, new int[0]);
    columns.add(RawColumn.unused("u", 1, "constant"));
    TableEncoder general = encoder(columns, numbers, new int[0]);
    float[] raw = random(random, rows * width);
    float[] wider = new float[rows * (width + 1)];
    for (int r = 0; r < rows; r++) {
      raw[r * width + random.nextInt(width)] = NONE;
      System.arraycopy(raw, r * width, wider, r * (width + 1), width);
    }
    float[] before = raw.clone();
    assertThat(bits(encode(general, wider))).containsExactly(bits(encode(plain, raw)));
    assertThat(bits(raw)).containsExactly(bits(before));
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  void numbersThatStayAsTheyAreKeepTheirBits() {
    float[] any = {0, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL, 1e38f, Float.MAX_VALUE, -1, 3};
    for (TableEncoder encoder :
        List.of(TableEncoder.ofVector("v", 8), TableEncoder.ofNumbers(List.of("a", "b")))) {
      assertThat(encoder.isIdentity()).isTrue();
      assertThat(bits(encode(encoder, any))).containsExactly(bits(any));
    }
    assertThat(encode(TableEncoder.ofVector("v", 1), NONE)).containsExactly(NONE);
  }

  @Test
  void onlyWhatChangesNothingIsTheIdentity() {
    assertThat(encoder(List.of(NUMBER), one(0, 1, 0, TableEncoder.NO_CLIP), new int[0]))
        .matches(encoder -> !encoder.isIdentity(), "fills in what is missing");
    assertThat(TableEncoder.ofNumbers(List.of("n"), one(0, 1, 0, 3)).isIdentity()).isFalse();
    assertThat(words(FULL, true).isIdentity()).isFalse();
    assertThat(words(FULL, false).isIdentity()).isFalse();
  }

  @Test
  void aClippedNumberIsBoundedFiniteAndInOrder() {
    Random random = new Random(11);
    for (float factor : new float[] {1, 0.3f, 1e-30f, 1e30f, Float.MAX_VALUE}) {
      NumberEncoding numbers = one(0.7f, factor, 0, 3);
      float[] ascending = new float[4000];
      for (int i = 0; i < ascending.length; i++) {
        float value = Float.intBitsToFloat(random.nextInt());
        ascending[i] = Float.isFinite(value) ? value : (i % 2 == 0 ? 1e38f : -1e38f);
      }
      ascending[0] = Float.MAX_VALUE;
      ascending[1] = -Float.MAX_VALUE;
      Arrays.sort(ascending);
      float last = -3;
      for (float x : ascending) {
        float encoded = numbers.encode(0, x);
        assertThat(encoded).as("%s · %s", x, factor).isBetween(last, 3f);
        last = encoded;
      }
    }
    NumberEncoding usual = one(0, 1, 0, 3);
    assertThat(usual.encode(0, 0.01f)).isCloseTo(0.01f, within(1e-6f));
    assertThat(usual.encode(0, 3)).isCloseTo(3 / (float) Math.sqrt(2), within(1e-6f));
    assertThat(usual.encode(0, 1e38f)).isEqualTo(3);
    assertThat(usual.encode(0, -1e38f)).isEqualTo(-3);
  }

  @Test
  void constantsAreZeroWhateverComesLater() {
    for (float x : new float[] {5, 6, -1e38f, 1e38f}) {
      assertThat(one(5, 0, 0, 3).encode(0, x)).isEqualTo(x < 5 ? -0f : 0);
      assertThat(one(5, 0, 0, TableEncoder.NO_CLIP).encode(0, x)).isEqualTo(x < 5 ? -0f : 0);
    }
  }

  @Test
  void theNetworksOwnCategoriesStayAsTheyAre() {
    NumberEncoding numbers =
        new NumberEncoding(3, new float[] {1}, new float[] {2}, new float[] {9}, 3);
    TableEncoder encoder = encoder(List.of(NUMBER, NUMBER, NUMBER), numbers, new int[0]);
    float[] inputs = encode(encoder, 1, 1234567, 42, NONE, 3, 4);
    assertThat(inputs).containsExactly(0, 1234567, 42, 9, 3, 4);
  }

  @Test
  void whatContradictsItselfIsRefused() {
    List<RawColumn> columns = List.of(NUMBER, RawColumn.category("c", FULL));
    NumberEncoding numbers = one(0, 1, 0, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(columns, numbers, new int[0]))
        .withMessageContainingAll("1 numbers and 1 categories", "1 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder(columns, NumberEncoding.identity(2), new int[0], true));
    for (int[] indicators : new int[][] {{1}, {-1}, {0, 0}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> encoder(columns, numbers, indicators, true))
          .withMessageContaining("an indicator of number");
    }
    for (float clip : new float[] {0, -1, Float.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> one(0, 1, 0, clip));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberEncoding(2, new float[2], new float[1], new float[0], 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberEncoding(2, new float[2], new float[2], new float[1], 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberEncoding(1, new float[2], new float[2], new float[2], 3));
  }
}

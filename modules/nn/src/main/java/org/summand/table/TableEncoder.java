package org.summand.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;

/**
 * Makes of a raw row of a table (see {@link RawColumn}) what a network takes. Learned on the
 * training part, kept in the model, and applied the same wherever rows come from.
 *
 * <p>The inputs are, in this order:
 *
 * <ol>
 *   <li>the numbers and days, {@code (x − offset)·factor}, smoothly clipped where the encoder
 *       clips; one that is missing is replaced by a number of its own, as a rule the middle;
 *   <li>of each day, the day of the week and the month, and the time of the day where the column
 *       has it, each as sine and cosine of its place in the circle;
 *   <li>for each number that training had missing ones of: 1 where it is missing, else 0;
 *   <li>of each category with few words, as many numbers, of which that of the row's word is 1 and
 *       the others 0;
 *   <li>of each other category its number, for an embedding.
 * </ol>
 *
 * <p>The smooth clip is {@code z/√(1 + (z/c)²)}, nearly z where z is small, and never beyond ±c
 * (Holzmüller, Grinsztajn and Steinwart, “Better by default”, NeurIPS 2024).
 */
public final class TableEncoder implements Serializable {
  private static final long serialVersionUID = 1;

  /** What clips nothing. */
  public static final float NO_CLIP = Float.POSITIVE_INFINITY;

  /** As in Holzmüller et al.; more words than this become an input each, up to a few more. */
  private static final int EMBEDDING_WIDTH = 8;

  /** What a number in bins becomes, as it was measured for decision 0007. */
  private static final int CURVE_WIDTH = 8;

  private final CellReader cells;
  private final ArrayList<RawColumn> columns;
  private final NumberEncoding numbers;
  private final int[] indicators;
  private final boolean[] oneHot;
  private final NumberBins bins;

  private final int rawWidth;

  /** The places of numbers and days, of days, and of categories, in a raw row. */
  private final int[] numberAt;

  private final int[] dayAt;
  private final boolean[] dayHasTime;
  private final int[] categoryAt;
  private final Vocabulary[] vocabularies;

  /**
   * @param cells how cells are read
   * @param columns the columns of a raw row
   * @param numbers what becomes of its numbers and days, in their order
   * @param indicators which of them, counted from 0, also tell by an input that they are missing;
   *     ascending
   * @param oneHot for each category in the order of the raw row whether it becomes an input a word;
   *     else it is embedded
   */
  public TableEncoder(
      CellReader cells,
      List<RawColumn> columns,
      NumberEncoding numbers,
      int[] indicators,
      boolean[] oneHot) {
    this(cells, columns, numbers, indicators, oneHot, NumberBins.NONE);
  }

  /**
   * One that also tells of the first numbers where they lie among bins: those that have bins are
   * the first inputs, in front of all others.
   */
  public TableEncoder(
      CellReader cells,
      List<RawColumn> columns,
      NumberEncoding numbers,
      int[] indicators,
      boolean[] oneHot,
      NumberBins bins) {
    this.cells = cells;
    this.bins = bins;
    this.columns = new ArrayList<>(columns);
    this.numbers = numbers;
    this.indicators = indicators.clone();
    this.oneHot = oneHot.clone();
    RawLayout layout = new RawLayout(columns);
    rawWidth = layout.width();
    numberAt = layout.numbers();
    dayAt = layout.days();
    dayHasTime = layout.dayHasTime();
    categoryAt = layout.categories();
    vocabularies = layout.vocabularies();
    requireConsistent();
  }

  /** The same without bins. */
  public TableEncoder withoutBins() {
    return new TableEncoder(cells, columns, numbers, indicators, oneHot);
  }

  private void requireConsistent() {
    if (numbers.count() != numberAt.length || oneHot.length != categoryAt.length) {
      throw new IllegalArgumentException(
          "the columns hold "
              + numberAt.length
              + " numbers and "
              + categoryAt.length
              + " categories, but there are encodings of "
              + numbers.count()
              + " and "
              + oneHot.length);
    }
    if (bins.numbers() > numbers.offset().length) {
      throw new IllegalArgumentException(
          "there are bins of "
              + bins.numbers()
              + " numbers, but "
              + numbers.offset().length
              + " are scaled");
    }
    for (int i = 0; i < indicators.length; i++) {
      int least = i == 0 ? 0 : indicators[i - 1] + 1;
      if (indicators[i] < least || indicators[i] >= numberAt.length) {
        throw new IllegalArgumentException(
            "an indicator of number " + indicators[i] + " of " + numberAt.length);
      }
    }
  }

  /** Columns of numbers that enter the network as they are. */
  public static TableEncoder ofNumbers(List<String> names) {
    return ofNumbers(names, NumberEncoding.identity(names.size()));
  }

  /** Columns of numbers. */
  public static TableEncoder ofNumbers(List<String> names, NumberEncoding numbers) {
    return of(
        names.stream().map(name -> RawColumn.of(name, RawColumn.Kind.NUMBER)).toList(), numbers);
  }

  /** A column of vectors whose numbers enter the network as they are. */
  public static TableEncoder ofVector(String name, int width) {
    return of(List.of(RawColumn.vector(name, width, Map.of())), NumberEncoding.identity(width));
  }

  private static TableEncoder of(List<RawColumn> columns, NumberEncoding numbers) {
    return new TableEncoder(CellReader.usual(), columns, numbers, new int[0], new boolean[0]);
  }

  /** How cells are read. */
  public CellReader cells() {
    return cells;
  }

  /** The columns of a raw row. */
  public List<RawColumn> columns() {
    return List.copyOf(columns);
  }

  /** The names of the columns that are used, in their order. */
  public List<String> features() {
    return RawColumn.used(columns);
  }

  /** What becomes of numbers and days. */
  public NumberEncoding numbers() {
    return numbers;
  }

  /** Where numbers and days lie among bins. */
  public NumberBins bins() {
    return bins;
  }

  /** Which numbers and days, counted from 0, tell by an input that they are missing. */
  public int[] indicators() {
    return indicators.clone();
  }

  /** The columns of numbers and days that missed some in training. */
  public List<String> missing() {
    List<String> names = new RawLayout(columns).numberColumns();
    return Arrays.stream(indicators).mapToObj(names::get).distinct().toList();
  }

  /** For each category whether it becomes an input a word. */
  public boolean[] oneHot() {
    return oneHot.clone();
  }

  /** The floats of a raw row. */
  public int rawWidth() {
    return rawWidth;
  }

  /** The inputs of a network. */
  public int inputs() {
    int inputs = bins.counts().size() + numberAt.length + indicators.length;
    for (boolean hasTime : dayHasTime) {
      inputs += DayParts.count(hasTime);
    }
    for (int i = 0; i < oneHot.length; i++) {
      inputs += oneHot[i] ? oneHotInputs(vocabularies[i]) : 1;
    }
    return inputs;
  }

  /** What learned nothing is no input: a word that training did not see is all zeros then. */
  private static int oneHotInputs(Vocabulary vocabulary) {
    return vocabulary.size() - (vocabulary.hasOther() ? 0 : 1);
  }

  /** How many categories each of the last inputs has, which are embedded. */
  public List<Integer> embedded() {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < oneHot.length; i++) {
      if (!oneHot[i]) {
        sizes.add(vocabularies[i].size());
      }
    }
    return sizes;
  }

  /** The embeddings that the last inputs are for. */
  public List<EmbeddingTable> tables() {
    return embedded().stream().map(size -> new EmbeddingTable(size, EMBEDDING_WIDTH)).toList();
  }

  /** The curves that the first inputs, which tell of bins, are for. */
  public Curves curves() {
    return new Curves(bins.counts(), CURVE_WIDTH);
  }

  /** Whether a raw row is what the network takes. */
  public boolean isIdentity() {
    return isPlain() && numbers.isIdentity();
  }

  /** Whether each float of a raw row becomes one input, in place. */
  private boolean isPlain() {
    return indicators.length == 0
        && numberAt.length == rawWidth
        && dayAt.length == 0
        && bins.numbers() == 0;
  }

  /**
   * Encodes rows.
   *
   * @param raw rows × {@link #rawWidth}
   * @param inputs takes rows × {@link #inputs}
   */
  public void encode(float[] raw, int rows, float[] inputs) {
    int width = inputs();
    if (isPlain()) {
      System.arraycopy(raw, 0, inputs, 0, rows * rawWidth);
      numbers.encodeRows(inputs, rows);
      return;
    }
    for (int r = 0; r < rows; r++) {
      encodeRow(raw, r * rawWidth, inputs, r * width);
    }
  }

  private void encodeRow(float[] raw, int from, float[] inputs, int to) {
    int next = to;
    for (int i = 0; i < bins.numbers(); i++) {
      if (bins.has(i)) {
        float x = raw[from + numberAt[i]];
        // A missing number counts as the middle one, here as where it is scaled.
        inputs[next++] = bins.place(i, Float.isNaN(x) ? numbers.offset(i) : x);
      }
    }
    for (int i = 0; i < numberAt.length; i++) {
      inputs[next++] = numbers.encode(i, raw[from + numberAt[i]]);
    }
    for (int i = 0; i < dayAt.length; i++) {
      DayParts.write(raw[from + dayAt[i]], dayHasTime[i], inputs, next);
      next += DayParts.count(dayHasTime[i]);
    }
    for (int number : indicators) {
      inputs[next++] = Float.isNaN(raw[from + numberAt[number]]) ? 1 : 0;
    }
    for (int i = 0; i < categoryAt.length; i++) {
      if (oneHot[i]) {
        int count = oneHotInputs(vocabularies[i]);
        int input = (int) raw[from + categoryAt[i]] - (vocabularies[i].size() - count);
        Arrays.fill(inputs, next, next + count, 0);
        if (input >= 0 && input < count) {
          inputs[next + input] = 1;
        }
        next += count;
      }
    }
    for (int i = 0; i < categoryAt.length; i++) {
      if (!oneHot[i]) {
        inputs[next++] = raw[from + categoryAt[i]];
      }
    }
  }
}

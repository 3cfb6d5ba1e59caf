package org.summand.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.summand.data.ColumnStatistics;
import org.summand.data.ScalingMethod;

/**
 * Learns a {@link TableEncoder} from what is known of the raw rows to train on.
 *
 * <p>A number is centred at its median and divided by the distance of its quartiles; where these
 * are equal, by half its range; a constant becomes 0. Then it is smoothly clipped at ±{@value
 * #CLIP}: so numbers far out, which would drown the others, keep their order and no more. (The
 * steps and the bound are those of Holzmüller, Grinsztajn and Steinwart, NeurIPS 2024.)
 */
public final class EncoderLearning {
  private static final float CLIP = 3;

  /** As few words, or fewer, become an input each. */
  public static final int MOST_ONE_HOT = 9;

  private final CellReader cells;
  private final List<RawColumn> columns;
  private final RawLayout layout;
  private final ScalingMethod method;
  private final boolean adapts;
  private final int bins;
  private final int embeddedByNetwork;

  /**
   * @param cells how cells are read
   * @param columns the columns of a raw row
   * @param method how numbers are scaled
   * @param adapts whether the inputs may be more or fewer than the numbers: those that are constant
   *     are left out then, and those that are missing told of
   * @param bins how many bins a number has about, a multiple of {@value BinLearning#STEP}; 0 for
   *     none, and of no meaning where the inputs are given, or numbers are not scaled by quartiles
   * @param embeddedByNetwork how many of the last numbers stay as they are, because the network
   *     reads them as categories
   */
  public EncoderLearning(
      CellReader cells,
      List<RawColumn> columns,
      ScalingMethod method,
      boolean adapts,
      int bins,
      int embeddedByNetwork) {
    this.cells = cells;
    this.columns = List.copyOf(columns);
    this.method = method;
    this.adapts = adapts;
    this.bins = adapts && method.kind() == ScalingMethod.Kind.ROBUST ? bins : 0;
    this.embeddedByNetwork = embeddedByNetwork;
    layout = new RawLayout(columns);
  }

  /** Whether anything must be known of the rows. */
  public boolean needsStatistics() {
    return method.isLearned();
  }

  /** Whether quartiles must be known besides. */
  public boolean needsQuartiles() {
    return method.kind() == ScalingMethod.Kind.ROBUST;
  }

  /**
   * The encoder.
   *
   * @param statistics of each float of a raw row; ignored where nothing must be known
   * @param search finds quantiles of the raw rows; not asked where none need be known
   * @param rows the rows of the statistics
   */
  public TableEncoder learn(ColumnStatistics statistics, QuantileSearch search, long rows) {
    BinLearning binning = new BinLearning(bins, layout.width());
    float[][] quantiles = needsQuartiles() ? binning.quantiles(search) : null;
    float[][] edges = bins > 0 ? binning.edges(quantiles, search) : null;
    List<RawColumn> used =
        adapts && needsStatistics() ? withoutConstants(statistics, rows) : columns;
    RawLayout kept = new RawLayout(used);
    int[] at = kept.numbers();
    int scaled = at.length - embeddedByNetwork;
    float[] offset = new float[scaled];
    float[] factor = new float[scaled];
    float[] missing = new float[needsStatistics() ? scaled : 0];
    for (int i = 0; i < scaled; i++) {
      learnNumber(statistics, quantiles, at[i], i, offset, factor);
      if (needsStatistics()) {
        missing[i] =
            method.kind() == ScalingMethod.Kind.MINMAX
                ? ((float) statistics.mean(at[i]) - offset[i]) * factor[i]
                : 0;
      }
    }
    float clip = needsQuartiles() ? CLIP : TableEncoder.NO_CLIP;
    NumberEncoding numbers = new NumberEncoding(at.length, offset, factor, missing, clip);
    return new TableEncoder(
        cells,
        used,
        numbers,
        indicators(statistics, at, rows),
        oneHot(kept),
        bins > 0 ? bins(edges, at, scaled) : NumberBins.NONE);
  }

  /** A number of up to two different values has nothing to bend at. */
  private static NumberBins bins(float[][] edges, int[] at, int scaled) {
    float[][] kept = new float[scaled][0];
    for (int i = 0; i < scaled; i++) {
      if (edges[at[i]].length > 2) {
        kept[i] = edges[at[i]];
      }
    }
    return new NumberBins(kept);
  }

  private void learnNumber(
      ColumnStatistics statistics,
      float[][] quantiles,
      int at,
      int number,
      float[] offset,
      float[] factor) {
    switch (method.kind()) {
      case NONE -> factor[number] = 1;
      case DIVIDE -> factor[number] = 1 / method.divisor();
      case STANDARDIZE -> {
        offset[number] = (float) statistics.mean(at);
        factor[number] = statistics.varies(at) ? inverse(statistics.deviation(at)) : 0;
      }
      case MINMAX -> {
        offset[number] = statistics.count(at) == 0 ? 0 : statistics.least(at);
        factor[number] = statistics.varies(at) ? inverse(statistics.range(at)) : 0;
      }
      case ROBUST -> {
        offset[number] = statistics.count(at) == 0 ? 0 : quantiles[at][middle(quantiles[at])];
        factor[number] = robustFactor(statistics, quantiles[at], at);
      }
      case AUTO -> throw new IllegalStateException("auto was not decided");
    }
  }

  private static int middle(float[] quantiles) {
    return (quantiles.length - 1) / 2;
  }

  private static float robustFactor(ColumnStatistics statistics, float[] quantiles, int at) {
    if (!statistics.varies(at)) {
      return 0;
    }
    int middle = middle(quantiles);
    // Of three quartiles the others are one away from the middle, of 48 bins' 49 ends twelve.
    int quarter = (quantiles.length + 1) / 4;
    double spread = (double) quantiles[middle + quarter] - quantiles[middle - quarter];
    return inverse(spread > 0 ? spread : statistics.range(at) / 2);
  }

  /** Finite also where a column has nothing but the smallest numbers. */
  private static float inverse(double spread) {
    return (float) Math.min(Float.MAX_VALUE, 1 / spread);
  }

  private List<RawColumn> withoutConstants(ColumnStatistics statistics, long rows) {
    int[] numbers = layout.numbers();
    int own = embeddedByNetwork == 0 ? layout.width() : numbers[numbers.length - embeddedByNetwork];
    List<RawColumn> used = new ArrayList<>();
    int at = 0;
    for (RawColumn column : columns) {
      boolean isNumber =
          at < own && column.kind() != RawColumn.Kind.VECTOR && column.vocabularies().isEmpty();
      boolean isConstant = column.isUsed() && isNumber && !statistics.varies(at);
      boolean isFull = isConstant && statistics.count(at) == rows;
      boolean isEmpty = isConstant && statistics.count(at) == 0;
      // A constant with gaps still tells by its gaps.
      used.add(
          isFull || isEmpty
              ? RawColumn.unused(column.name(), column.width(), isEmpty ? "empty" : "constant")
              : column);
      at += column.width();
    }
    return used;
  }

  private int[] indicators(ColumnStatistics statistics, int[] at, long rows) {
    return adapts && needsStatistics()
        ? IntStream.range(0, at.length - embeddedByNetwork)
            .filter(i -> statistics.count(at[i]) < rows)
            .toArray()
        : new int[0];
  }

  private static boolean[] oneHot(RawLayout layout) {
    Vocabulary[] vocabularies = layout.vocabularies();
    boolean[] oneHot = new boolean[vocabularies.length];
    for (int i = 0; i < oneHot.length; i++) {
      oneHot[i] = vocabularies[i].size() <= MOST_ONE_HOT + 1;
    }
    return oneHot;
  }
}

package org.summand.train;

import java.util.List;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.choice.Devices;
import org.summand.data.Folds;
import org.summand.nn.Head;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.nn.Parametrization;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/**
 * What is trained on a table of which nothing is said but the label: a bag of networks of two
 * layers, each without a fold of the rows, in one of two kinds, of which held-out rows decide. All
 * numbers here were found on the training parts of six open tables ({@code
 * docs/decisions/0008-a-preset-for-tables.md}).
 */
public enum TablePreset {
  /**
   * Numbers in bins, each column through a layer of its own; the other inputs beside. What most
   * tables want.
   */
  BINS("numbers in bins", 500, 64),

  /** Numbers as they are: for tables of few columns that matter among many. */
  PLAIN("numbers as they are", 1600, 100);

  private static final double RATE_OF_NUMBERS = 0.04;
  private static final double RATE_OF_CLASSES = 0.01;
  private static final double DROPOUT_OF_NUMBERS = 0.1;
  private static final double DROPOUT_OF_CLASSES = 0.15;

  /** What keeps a network from being too sure of few rows, and from being right about many. */
  private static final float LABEL_SMOOTHING = 0.1f;

  /** The networks of a bag, and the folds: each network does without one. */
  private static final int BAG = 5;

  private static final int FOLDS_OF_MANY_ROWS = 10;

  /** Into how many bins numbers are cut where the user does not say. */
  public static final int DEFAULT_BINS = 128;

  /** With fewer rows in a shard, none are held out. */
  public static final int LEAST_ROWS_OF_SHARDS = 10;

  /** The largest of all, which a table makes smaller. */
  public static final NetworkTemplate LARGEST = template(BAG, DROPOUT_OF_CLASSES);

  /** Rows that one bag goes through in a minute or two; more are learned by a single network. */
  private static final int FEW_ROWS = 100_000;

  /** More columns in bins would be more weights than all other layers. */
  private static final int MOST_BINNED = 256;

  private static final int BATCH = 256;
  private static final int LARGEST_BATCH = 4096;
  private static final int SMALLEST_BATCH = 32;

  /** A short epoch has at least so many steps, where the batch can be made smaller for that. */
  private static final int STEPS_OF_SHORT_EPOCHS = 8;

  private static final int LEAST_EPOCHS = 12;
  private static final int VERY_LEAST_EPOCHS = 4;
  private static final double WARM_UP = 0.05;

  private final String words;
  private final int steps;
  private final int mostEpochs;

  /**
   * @param steps that a run should have, if that is not too few epochs or too many
   */
  TablePreset(String words, int steps, int mostEpochs) {
    this.words = words;
    this.steps = steps;
    this.mostEpochs = mostEpochs;
  }

  /** What it is, in words. */
  @Override
  public String toString() {
    return words;
  }

  /**
   * The kinds to try on a table.
   *
   * @param curves of the columns that have bins
   */
  public static List<TablePreset> of(Curves curves) {
    boolean hasBins = curves.columns() > 0 && curves.columns() <= MOST_BINNED;
    return hasBins ? List.of(BINS, PLAIN) : List.of(PLAIN);
  }

  /**
   * The settings for a table.
   *
   * @param columns what its encoder makes of a row
   * @param curves of the first of them, which say how many bins lie below a number
   * @param tables of each of the last that holds a category's number
   * @param head what is learned
   * @param rows how many there are to learn from
   * @param mayHoldOut whether networks may hold rows out of these: none are held out already, and
   *     there are enough
   */
  public TrainingSettings settings(
      int columns,
      Curves curves,
      List<EmbeddingTable> tables,
      Head head,
      long rows,
      boolean mayHoldOut) {
    boolean isLarge = rows > FEW_ROWS;
    boolean classifies = head.loss().classifies();
    NetworkTemplate template =
        template(isLarge ? 1 : BAG, classifies ? DROPOUT_OF_CLASSES : DROPOUT_OF_NUMBERS);
    Curves own = this == BINS ? curves : new Curves(curves.counts(), 0);
    Network network = template.complete(columns, own, tables, head);
    Folds folds = new Folds(!mayHoldOut ? 0 : isLarge ? FOLDS_OF_MANY_ROWS : BAG);
    long learned = folds.any() ? rows - rows / folds.count() : rows;
    int batch = batch(learned);
    int epochs = epochs(learned, (learned + batch - 1) / batch);
    double rate = classifies ? RATE_OF_CLASSES : RATE_OF_NUMBERS;
    return new TrainingSettings(
        network,
        Parametrization.TANGENT,
        epochs,
        batch,
        folds,
        TrainingSettings.DEFAULT_SEED,
        classifies && !isLarge ? LABEL_SMOOTHING : 0,
        new OptimizerSettings(
            OptimizerSettings.Kind.ADAMW, 0.9f, 0.9f, 0.95f, 0.99f, 1e-8f, 0, 0.02f, 0),
        new ScheduleSettings(
            ScheduleSettings.Kind.COSINE,
            (float) (rate * Math.sqrt(Math.max(1, batch / (double) BATCH))),
            ScheduleSettings.DEFAULT.factor(),
            ScheduleSettings.DEFAULT.every(),
            0,
            WARM_UP * epochs),
        Devices.AUTO);
  }

  /** When a run of so many epochs stops early, where there are rows to judge it by. */
  public static EarlyStopping stopping(int epochs) {
    return new EarlyStopping(Math.max(8, epochs / 3), 0, BestBy.METRIC);
  }

  private static NetworkTemplate template(int bag, double dropout) {
    String layer = " -> 256 silu -> dropout " + dropout;
    return NetworkTemplate.parse(
        (bag > 1 ? "bag " + bag + " -> " : "") + "scale" + layer.repeat(2));
  }

  /** Larger with the root of the rows, and small where there are very few. */
  private static int batch(long rows) {
    int batch = SMALLEST_BATCH;
    while (batch < BATCH && batch * 2L * STEPS_OF_SHORT_EPOCHS <= rows) {
      batch *= 2;
    }
    while (batch < LARGEST_BATCH && (long) batch * batch / BATCH * FEW_ROWS < rows * (long) BATCH) {
      batch *= 2;
    }
    return batch;
  }

  private int epochs(long rows, long stepsPerEpoch) {
    double fewer = Math.pow(Math.min(1, FEW_ROWS / (double) Math.max(1, rows)), 0.25);
    int least = Math.max(VERY_LEAST_EPOCHS, (int) Math.round(LEAST_EPOCHS * fewer));
    return (int) Math.max(least, Math.min(mostEpochs, Math.round(steps / (double) stepsPerEpoch)));
  }
}

package org.summand.cli.run;

import java.util.HashMap;
import java.util.Map;
import org.summand.nn.Dense;
import org.summand.nn.Layer;
import org.summand.spark.shard.ShardedData;
import org.summand.train.TrainingSettings;

/**
 * How long training is expected to take, by the tries that were made: in proportion to the products
 * of a row, with a share that does not depend on them, and to the rows; where the same network was
 * tried, as long an epoch as that took.
 */
final class TryTimes {
  /** What a row costs besides its products, in multiplications: some third of all, roughly. */
  private static final double BESIDES = 60_000;

  /** What is expected is often exceeded. */
  private static final double MARGIN = 1.15;

  private record Measured(double seconds, double work) {
    Measured plus(Measured other) {
      return new Measured(seconds + other.seconds, work + other.work);
    }
  }

  private final ShardedData data;
  private final Map<String, Measured> byNetwork = new HashMap<>();
  private Measured all = new Measured(0, 0);

  TryTimes(ShardedData data) {
    this.data = data;
  }

  /** A try was made. */
  void add(TrainingSettings trial, int epochs, double seconds) {
    if (epochs > 0) {
      Measured made = new Measured(seconds, work(trial.withEpochs(epochs)));
      byNetwork.merge(key(trial), made, Measured::plus);
      all = all.plus(made);
    }
  }

  /** How many seconds training all epochs is expected to take; 0 while nothing is known. */
  double expected(TrainingSettings settings) {
    Measured known = byNetwork.getOrDefault(key(settings), all);
    return known.work() == 0 ? 0 : MARGIN * work(settings) * known.seconds() / known.work();
  }

  private static String key(TrainingSettings settings) {
    return settings.network().one() + " " + settings.batchSize();
  }

  private double work(TrainingSettings settings) {
    double products =
        settings.network().layers().stream()
            .filter(Dense.class::isInstance)
            .mapToDouble(Layer::weightCount)
            .sum();
    long rows = settings.batches(data.layout()).totalRows();
    return settings.network().bag() * (double) settings.epochs() * rows * (products + BESIDES);
  }
}

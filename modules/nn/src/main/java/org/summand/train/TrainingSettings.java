package org.summand.train;

import java.util.Map;
import java.util.TreeMap;
import org.summand.compute.choice.Devices;
import org.summand.data.BlockLayout;
import org.summand.data.Folds;
import org.summand.data.MiniBatches;
import org.summand.nn.Network;
import org.summand.nn.Parametrization;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/**
 * All that decides the outcome of a run besides the data.
 *
 * @param network what to train
 * @param parametrization how large its weights are at first, and how fast each learns
 * @param epochs how often to see every row
 * @param batchSize the rows of a step, over the whole cluster
 * @param folds the rows that each network of a bag does not see and is judged by
 * @param seed what every random choice depends on
 * @param labelSmoothing how far labels are smoothed where classes are learned, in [0, 1); see
 *     {@link org.summand.compute.Loss}. Losses are told without
 * @param optimizer how a gradient becomes a step
 * @param schedule the learning rate of each step
 * @param device where products run: {@code auto}, {@code cpu}, or a device's name
 */
public record TrainingSettings(
    Network network,
    Parametrization parametrization,
    int epochs,
    int batchSize,
    Folds folds,
    long seed,
    float labelSmoothing,
    OptimizerSettings optimizer,
    ScheduleSettings schedule,
    String device) {
  /** The epochs of {@link #of}. */
  public static final int DEFAULT_EPOCHS = 10;

  /** The batch size of {@link #of}, in rows. */
  public static final int DEFAULT_BATCH_SIZE = 128;

  /** The seed of {@link #of}. */
  public static final long DEFAULT_SEED = 1;

  /** The label smoothing of {@link #of}. */
  public static final float DEFAULT_LABEL_SMOOTHING = 0;

  /** The name of the epochs in {@link #toTexts}. */
  public static final String EPOCHS = "epochs";

  public TrainingSettings {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is a number of at least 1, not " + epochs);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "the batch size is a number of rows of at least 1, not " + batchSize);
    }
    if (folds.any() && network.bag() > folds.count()) {
      throw new IllegalArgumentException(
          "a bag of "
              + network.bag()
              + " networks needs as many folds, one to be judged by for each, or none, not "
              + folds.count());
    }
    network.smoothed(labelSmoothing); // Refuses what does not fit.
    // Builds both once, so that a bad hyper-parameter is found before any data is read.
    optimizer.build(network, parametrization);
    schedule.build(1, epochs);
  }

  /** The default settings for a network. */
  public static TrainingSettings of(Network network) {
    return new TrainingSettings(
        network,
        Parametrization.STANDARD,
        DEFAULT_EPOCHS,
        DEFAULT_BATCH_SIZE,
        Folds.NONE,
        DEFAULT_SEED,
        DEFAULT_LABEL_SMOOTHING,
        OptimizerSettings.DEFAULT,
        ScheduleSettings.DEFAULT,
        Devices.AUTO);
  }

  /** The same settings for another network. */
  public TrainingSettings withNetwork(Network other) {
    return new TrainingSettings(
        other,
        parametrization,
        epochs,
        batchSize,
        folds,
        seed,
        labelSmoothing,
        optimizer,
        schedule,
        device);
  }

  /** The same settings for another parametrisation. */
  public TrainingSettings withParametrization(Parametrization other) {
    return new TrainingSettings(
        network,
        other,
        epochs,
        batchSize,
        folds,
        seed,
        labelSmoothing,
        optimizer,
        schedule,
        device);
  }

  /** The same settings with other rows held out. */
  public TrainingSettings withFolds(Folds other) {
    return new TrainingSettings(
        network,
        parametrization,
        epochs,
        batchSize,
        other,
        seed,
        labelSmoothing,
        optimizer,
        schedule,
        device);
  }

  /** The same settings for another number of epochs. */
  public TrainingSettings withEpochs(int other) {
    return new TrainingSettings(
        network,
        parametrization,
        other,
        batchSize,
        folds,
        seed,
        labelSmoothing,
        optimizer,
        schedule,
        device);
  }

  /** The same settings for another batch size. */
  public TrainingSettings withBatchSize(int other) {
    return new TrainingSettings(
        network,
        parametrization,
        epochs,
        other,
        folds,
        seed,
        labelSmoothing,
        optimizer,
        schedule,
        device);
  }

  /** The same settings for another seed. */
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(
        network,
        parametrization,
        epochs,
        batchSize,
        folds,
        other,
        labelSmoothing,
        optimizer,
        schedule,
        device);
  }

  /** The same settings for another label smoothing. */
  public TrainingSettings withLabelSmoothing(float other) {
    return new TrainingSettings(
        network,
        parametrization,
        epochs,
        batchSize,
        folds,
        seed,
        other,
        optimizer,
        schedule,
        device);
  }

  /** The same settings for another optimiser. */
  public TrainingSettings withOptimizer(OptimizerSettings other) {
    return new TrainingSettings(
        network,
        parametrization,
        epochs,
        batchSize,
        folds,
        seed,
        labelSmoothing,
        other,
        schedule,
        device);
  }

  /** The same settings for another schedule. */
  public TrainingSettings withSchedule(ScheduleSettings other) {
    return new TrainingSettings(
        network,
        parametrization,
        epochs,
        batchSize,
        folds,
        seed,
        labelSmoothing,
        optimizer,
        other,
        device);
  }

  /** The same settings for another device. */
  public TrainingSettings withDevice(String other) {
    return new TrainingSettings(
        network,
        parametrization,
        epochs,
        batchSize,
        folds,
        seed,
        labelSmoothing,
        optimizer,
        schedule,
        other);
  }

  /** The network as steps take it, with labels smoothed. */
  public Network trained() {
    return network.smoothed(labelSmoothing);
  }

  /** Which rows of which shard each step takes, of shards that are kept so. */
  public MiniBatches batches(BlockLayout layout) {
    return new MiniBatches(layout, folds, batchSize, seed);
  }

  /** The rows of such shards by which networks are judged: those that one of them does not see. */
  public long heldOutRows(BlockLayout layout) {
    return layout.heldOut(folds) * network.bag();
  }

  /** All that decides the outcome, by name; two runs of equal texts and data are the same run. */
  public Map<String, String> toTexts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put("network", network.toString());
    texts.put("parametrization", parametrization.text());
    texts.put("folds", folds.toString());
    texts.put(EPOCHS, String.valueOf(epochs));
    texts.put("batchSize", String.valueOf(batchSize));
    texts.put("seed", String.valueOf(seed));
    texts.put("labelSmoothing", String.valueOf(labelSmoothing));
    optimizer.toTexts().forEach((name, text) -> texts.put("optimizer." + name, text));
    schedule.toTexts().forEach((name, text) -> texts.put("schedule." + name, text));
    return texts;
  }
}

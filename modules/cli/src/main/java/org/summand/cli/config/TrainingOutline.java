package org.summand.cli.config;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.train.EarlyStopping;
import org.summand.train.TablePreset;
import org.summand.train.TrainingSettings;

/**
 * What decides the outcome of a run besides the data, as far as it is known before there are data:
 * they may have to complete the network, or to choose it.
 *
 * @param said what to train, whole or in part; empty to leave it to the table
 * @param overlay changes settings to what the user says
 * @param stopping changes the rule of early stopping to what the user says
 */
public record TrainingOutline(
    Optional<NetworkTemplate> said,
    UnaryOperator<TrainingSettings> overlay,
    UnaryOperator<EarlyStopping> stopping) {
  /**
   * Checks everything now that can be checked without data.
   *
   * @throws IllegalArgumentException where a number is out of its bounds
   */
  public TrainingOutline {
    Network smallest = said.orElse(TablePreset.LARGEST).smallest();
    Objects.requireNonNull(overlay.apply(TrainingSettings.of(smallest)));
    Objects.requireNonNull(stopping.apply(EarlyStopping.NEVER));
  }

  /** What to train, whole or in part; where it is left to the table, the largest it may be. */
  public NetworkTemplate network() {
    return said.orElse(TablePreset.LARGEST);
  }

  /** What every random choice depends on. */
  public long seed() {
    return least().seed();
  }

  /** How far labels are smoothed, where the user says it. */
  public float labelSmoothing() {
    return least().labelSmoothing();
  }

  /** Where products run. */
  public String device() {
    return least().device();
  }

  /** The settings with the whole network, where the user says one. */
  public TrainingSettings settings(Network whole) {
    return overlay.apply(TrainingSettings.of(whole));
  }

  /** The settings with the smallest network there may be, as far as they are the user's. */
  public TrainingSettings least() {
    return settings(network().smallest());
  }
}

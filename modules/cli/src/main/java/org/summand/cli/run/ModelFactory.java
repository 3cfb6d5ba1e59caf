package org.summand.cli.run;

import java.util.Map;
import java.util.TreeMap;
import org.summand.cli.config.RunConfiguration;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.TrainingState;

/**
 * Makes models of a run's weights.
 *
 * @param run the configuration, which a model records
 * @param settings those of the run, with the whole network
 * @param rows what it is trained on
 */
record ModelFactory(RunConfiguration run, TrainingSettings settings, PackedRows rows) {
  /** The network of its models. */
  Network network() {
    return settings.network().withoutIdleBins();
  }

  /** The model with the weights of a state. */
  NetworkModel model(TrainingState state) {
    return new NetworkModel(metadata(state.step()), state.weights()).withoutIdleBins();
  }

  /** The key of the configuration that a setting has. */
  private static String key(String setting) {
    return setting.equals("network") ? setting : "train." + setting;
  }

  /** The metadata of a model after so many steps. */
  ModelMetadata metadata(long step) {
    Map<String, String> effective = new TreeMap<>(run.effective());
    settings.toTexts().forEach((name, text) -> effective.put(key(name), text));
    effective.put("train.shards", String.valueOf(rows.data().shards()));
    effective.put("train.blockRows", String.valueOf(rows.data().blockRows()));
    return new ModelMetadata(
        settings.network(),
        rows.data().encoder(),
        rows.columns().labels(),
        rows.classes(),
        rows.data().targetScaling(),
        step,
        settings.seed(),
        effective);
  }
}

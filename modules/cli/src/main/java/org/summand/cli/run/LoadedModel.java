package org.summand.cli.run;

import java.io.IOException;
import java.util.List;
import org.summand.cli.config.ConfigReader;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.model.Folder;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.table.MessageText;

/**
 * A trained model and the configuration to use it with.
 *
 * @param name its directory
 * @param model the model
 * @param run the configuration it was trained with, and over it the keys that this command sets
 */
public record LoadedModel(String name, NetworkModel model, RunConfiguration run) {
  /**
   * Loads a model and completes a configuration with its own.
   *
   * @throws RequestException where the configuration is of another network, or of the model's
   *     columns in another order
   */
  public static LoadedModel load(String path, ConfigReader reader, LazySparkSession session)
      throws IOException {
    Folder folder = ModelFolders.at(path, session.hadoop());
    NetworkModel model = NetworkModel.load(folder);
    RunConfiguration run = reader.addModel(model.metadata(), folder.name()).read();
    if (!isOf(run.training().network(), model.network())) {
      throw new RequestException(
          "the model in "
              + folder.name()
              + " is the network '"
              + model.network()
              + "' but the configuration is of '"
              + run.training().network()
              + "'; leave network out, or name another model");
    }
    List<String> features = model.metadata().features();
    List<String> labels = model.metadata().labels();
    requireOrder("data.features", run.data().features(), features, folder.name());
    requireOrder("data.label", run.data().labels(), labels, folder.name());
    session.requireDevice(run.training().device());
    return new LoadedModel(
        folder.name(), model, run.data().features().isEmpty() ? run.withFeatures(features) : run);
  }

  /** Whether a text says nothing else than the network is. */
  private static boolean isOf(NetworkTemplate text, Network network) {
    try {
      return text.complete(network.inputs(), network.curves(), network.categories(), network.head())
          .equals(network);
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  /** Columns may have other names than they had, but none may stand where another stood. */
  private static void requireOrder(
      String key, List<String> columns, List<String> known, String model) {
    for (int i = 0; i < columns.size(); i++) {
      int at = known.indexOf(columns.get(i));
      if (at >= 0 && at != i) {
        throw new RequestException(
            key
                + " has '"
                + MessageText.shortened(columns.get(i))
                + "' as number "
                + (i + 1)
                + " but the model in "
                + model
                + " learned it as number "
                + (at + 1)
                + " of "
                + MessageText.list(known)
                + "; leave "
                + key
                + " out");
      }
    }
  }
}

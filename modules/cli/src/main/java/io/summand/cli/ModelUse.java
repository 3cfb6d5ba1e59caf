package io.summand.cli;

import io.summand.cli.config.ConfigReader;
import io.summand.cli.config.RequestException;
import io.summand.cli.config.RunConfiguration;
import io.summand.model.Folder;
import io.summand.model.NetworkModel;
import java.io.IOException;

/**
 * A trained model, and how to use it: as it was trained, unless told otherwise.
 *
 * @param name its directory
 * @param model the model
 * @param run the configuration it was trained with, and over it what this command was told
 */
record ModelUse(String name, NetworkModel model, RunConfiguration run) {
  /**
   * Loads a model and completes a configuration with its own.
   *
   * @throws RequestException where the configuration is of another network
   */
  static ModelUse load(String path, ConfigReader reader, Session session) throws IOException {
    Folder folder = ModelFolders.at(path, session.hadoop());
    NetworkModel model = NetworkModel.load(folder);
    RunConfiguration run = reader.addModel(model.card(), folder.name()).read();
    if (!run.training().network().equals(model.network())) {
      throw new RequestException(
          "the model in "
              + folder.name()
              + " is the network '"
              + model.network()
              + "' but the configuration is of '"
              + run.training().network()
              + "'; leave network out, or name another model");
    }
    session.requireDevice(run.training().device());
    return new ModelUse(folder.name(), model, run);
  }
}

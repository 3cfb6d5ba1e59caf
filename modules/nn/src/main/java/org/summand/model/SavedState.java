package org.summand.model;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model and, under names, further arrays as long as its weights: what a checkpoint is made of.
 *
 * @param model the network, its weights and what is known of them
 * @param arrays each kept as a file of its own, with the same tensors as the weights
 */
public record SavedState(NetworkModel model, SortedMap<String, float[]> arrays) {
  public SavedState {
    arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
  }

  /** The state of a model alone. */
  public SavedState(NetworkModel model, Map<String, float[]> arrays) {
    this(model, new TreeMap<>(arrays));
  }

  /** Writes everything; nothing is visible before all of it is. */
  public void save(Folder folder, boolean overwrite) throws IOException {
    ModelFiles.write(this, folder, overwrite);
  }

  /**
   * Reads a model with its arrays.
   *
   * @throws ModelFormatException where anything is missing, damaged or altered
   */
  public static SavedState load(Folder folder) throws IOException {
    return ModelFiles.read(folder);
  }
}

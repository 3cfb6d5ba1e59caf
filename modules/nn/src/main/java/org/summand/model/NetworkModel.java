package org.summand.model;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.summand.compute.cpu.CpuDevice;
import org.summand.nn.Network;
import org.summand.nn.Scorer;
import org.summand.table.BadCellException;
import org.summand.table.TableEncoder;

/**
 * A trained network with all that is needed to predict from raw features, on any JVM and without
 * Spark. May be used by many threads, and travel to other machines inside a closure.
 */
public final class NetworkModel implements Serializable {
  private static final long serialVersionUID = 1;

  private final transient ModelMetadata metadata;
  private final transient Network network;
  private final transient float[] weights;
  private final transient ConcurrentLinkedDeque<Scorer> rowScorers = new ConcurrentLinkedDeque<>();

  /** The weights are not copied, and not to be written afterwards. */
  public NetworkModel(ModelMetadata metadata, float[] weights) {
    this.metadata = metadata;
    this.network = metadata.network();
    this.weights = weights;
    if (weights.length != network.weightCount()) {
      throw new IllegalArgumentException(
          "the network '"
              + network
              + "' has "
              + network.weightCount()
              + " weights, not "
              + weights.length);
    }
  }

  /** Reads a model from a directory of this machine. */
  public static NetworkModel load(Path directory) throws IOException {
    return load(new LocalFolder(directory));
  }

  /** Reads a model from any file system. */
  public static NetworkModel load(Folder folder) throws IOException {
    return SavedState.load(folder).model();
  }

  /**
   * Checks, before a long run, that a model may be written to a folder.
   *
   * @param weights how many it will have
   * @throws IOException saying what is in the way
   */
  public static void requireWritable(Folder folder, boolean overwrite, long weights)
      throws IOException {
    ModelFiles.requireWritable(folder, overwrite, weights);
  }

  /**
   * Writes the model; nothing is visible before all of it is.
   *
   * @throws IllegalArgumentException where a weight is not a finite number
   */
  public void save(Folder folder, boolean overwrite) throws IOException {
    ModelFiles.requireNothingElse(folder, overwrite);
    new SavedState(this, Map.of()).save(folder, overwrite);
  }

  /** The same without bins of which the network takes no notice. */
  public NetworkModel withoutIdleBins() {
    Network used = network.withoutIdleBins();
    return used.equals(network) ? this : new NetworkModel(metadata.withoutBins(used), weights);
  }

  /** The network, the columns, the scaling and the configuration it was trained with. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /** Its network. */
  public Network network() {
    return network;
  }

  /** Its weights, flat; not to be written. */
  public float[] weights() {
    return weights;
  }

  /**
   * Predictions for one row, with the same bits whatever BLAS the JVM has.
   *
   * @param features a raw row (see {@link org.summand.table.RawColumn}): the numbers as they were
   *     in the training data, days and words by their numbers
   * @return probabilities of the classes, of yes, or numbers in the label's own unit; as many as
   *     the network has outputs
   */
  public float[] predict(float[] features) {
    return metadata.predictions().of(rawOutputs(features), 0);
  }

  /**
   * Predictions for one row of a table as it comes, with the same bits as in Spark: texts, numbers,
   * dates, {@code float[]} or {@code double[]} for a vector, null for an empty cell.
   *
   * @param row the cells by the names of their columns; more than {@link ModelMetadata#features}
   *     are not looked at
   * @throws IllegalArgumentException where a column is missing
   * @throws BadCellException where a cell is not what its column holds
   */
  public float[] predict(Map<String, ?> row) {
    return predict(metadata.rawRow().read(row));
  }

  /** The same before softmax, sigmoid, or the way back to the label's own unit. */
  public float[] rawOutputs(float[] features) {
    TableEncoder encoder = metadata.encoder();
    if (features.length != encoder.rawWidth()) {
      throw new IllegalArgumentException(
          "a row has " + encoder.rawWidth() + " features, not " + features.length);
    }
    Scorer scorer = rowScorers.pollFirst();
    if (scorer == null) {
      scorer = new Scorer(network, CpuDevice.portable(), 1);
    }
    float[] inputs = new float[network.inputs()];
    encoder.encode(features, 1, inputs);
    float[] z = new float[network.outputs()];
    scorer.rawOutputs(weights, inputs, 1, z);
    rowScorers.addFirst(scorer);
    return z;
  }

  /** Serialized are the metadata and the weights alone. */
  private Object writeReplace() {
    return new Packed(metadata, weights);
  }

  private record Packed(ModelMetadata metadata, float[] weights) implements Serializable {
    private Object readResolve() {
      return new NetworkModel(metadata, weights);
    }
  }
}

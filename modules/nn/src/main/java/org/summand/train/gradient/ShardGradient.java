package org.summand.train.gradient;

import java.util.Arrays;
import org.summand.compute.CounterRandom;
import org.summand.compute.Device;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.data.ShardWindow;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Network;

/**
 * Computes one shard's partial gradient of a mini-batch: {@code Xᵀ·dL/dZ} over the shard's own rows
 * of the batch, layer by layer, for each network of a bag from the rows that it sees. The loss and
 * the weight of a bag are the mean of its networks'. What it returns is a pure function of the
 * shard, the weights, the step and the seed.
 *
 * <p>Holds a share of a device, to be used again step after step, by one thread at a time.
 */
public final class ShardGradient implements AutoCloseable {
  private static final int NONE = -1;
  private static final float[] NOTHING = {};

  private final Network network;
  private final MiniBatches batches;
  private final ExecutionPlan plan;
  private final Workspace workspace;
  private int index = NONE;
  private float[] features = NOTHING;

  /** Rows of a batch that come from several blocks. */
  private float[] gatheredFeatures = NOTHING;

  private float[] gatheredTargets = NOTHING;

  public ShardGradient(Network network, MiniBatches batches, Device device) {
    this.network = network;
    this.batches = batches;
    plan = plan(network, batches);
    workspace = device.open(plan.footprint());
  }

  /** The layout of memory while a block of rows is computed. */
  static ExecutionPlan plan(Network network, MiniBatches batches) {
    return ExecutionPlan.training(
        network, Math.max(1, Math.min(ExecutionPlan.blockRows(network), batches.largestShare())));
  }

  /** Whether it holds {@code shard}, in this copy or in one read earlier. */
  boolean holds(ShardWindow shard) {
    return index == shard.index();
  }

  /** Whether it holds no shard. */
  boolean isFree() {
    return index == NONE;
  }

  /** Lets go of the shard, on the host and on the device. */
  void release() {
    workspace.bind(Region.INPUT, NOTHING);
    workspace.bind(Region.TARGET, NOTHING);
    index = NONE;
    features = NOTHING;
  }

  /** The partial gradient of a shard that is one block. */
  public Gradient at(Shard whole, float[] weights, long step) {
    return at(ShardWindow.of(whole), weights, step);
  }

  /**
   * The partial gradient of {@code shard} at {@code weights} for step {@code step}, counted from 1.
   *
   * @param shard with the rows of the step at hand
   */
  public Gradient at(ShardWindow shard, float[] weights, long step) {
    if (shard.isWhole() && (!holds(shard) || features != shard.whole().features())) {
      workspace.bind(Region.INPUT, shard.whole().features());
      workspace.bind(Region.TARGET, shard.whole().targets());
      index = shard.index();
      features = shard.whole().features();
    } else if (!shard.isWhole()) {
      // What is bound from now on are gathered rows.
      index = NONE;
      features = NOTHING;
    }
    workspace.bind(Region.WEIGHTS, weights);
    long key = CounterRandom.key(CounterRandom.key(batches.seed(), step), shard.index());
    double loss = 0;
    double weight = 0;
    int count = 0;
    for (int which = 0; which < network.bag(); which++) {
      int[] rows = batches.rows(shard.index(), step, which);
      loss += addRows(which, shard, rows, which == 0 ? key : CounterRandom.key(key, -which));
      weight += weight(shard, rows);
      count = rows.length;
    }
    int bag = network.bag();
    return new Gradient(workspace.takeGradient(), loss / bag, weight / bag, count);
  }

  private double addRows(int which, ShardWindow shard, int[] rows, long key) {
    double loss = 0;
    for (int from = 0; from < rows.length; from += plan.capacity()) {
      int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + plan.capacity()));
      long blockKey = CounterRandom.key(key, from);
      loss +=
          shard.isWhole()
              ? addBlock(which, shard.whole(), block, blockKey)
              : addGathered(which, shard, block, blockKey);
    }
    return loss;
  }

  private double addBlock(int which, Shard shard, int[] rows, long key) {
    Matrix x = plan.batch(rows.length);
    Matrix target = plan.targets(rows.length);
    workspace.gather(rows, new Matrix(Region.INPUT, 0, shard.rows(), x.cols()), x);
    workspace.gather(rows, new Matrix(Region.TARGET, 0, shard.rows(), target.cols()), target);
    plan.forward(workspace, which, x, key);
    return plan.backward(workspace, which, x, target, key);
  }

  /** The rows of several blocks are brought together here, and the device is given the result. */
  private double addGathered(int which, ShardWindow shard, int[] rows, long key) {
    Matrix x = new Matrix(Region.INPUT, 0, rows.length, network.inputs());
    Matrix target = new Matrix(Region.TARGET, 0, rows.length, network.targets() + 1);
    if (gatheredFeatures.length == 0) {
      gatheredFeatures = new float[plan.capacity() * x.cols()];
      gatheredTargets = new float[plan.capacity() * target.cols()];
    }
    shard.gather(rows, gatheredFeatures, gatheredTargets);
    workspace.bind(Region.INPUT, gatheredFeatures);
    workspace.bind(Region.TARGET, gatheredTargets);
    plan.forward(workspace, which, x, key);
    return plan.backward(workspace, which, x, target, key);
  }

  private double weight(ShardWindow shard, int[] rows) {
    double weight = 0;
    for (int row : rows) {
      weight += shard.weight(row);
    }
    return weight;
  }

  @Override
  public void close() {
    workspace.close();
  }
}

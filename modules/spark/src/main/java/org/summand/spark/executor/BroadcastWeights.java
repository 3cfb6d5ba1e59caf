package org.summand.spark.executor;

import java.io.Serializable;
import org.summand.base.FloatBytes;

/**
 * A network's weights on their way to the executors, as raw bytes under Java serialization.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
public final class BroadcastWeights implements Serializable {
  private static final long serialVersionUID = 1;

  private final float[] values;

  /** The array is shared with local tasks, so it must not be changed afterwards. */
  public BroadcastWeights(float[] values) {
    this.values = values;
  }

  public float[] values() {
    return values;
  }

  private Object writeReplace() {
    return new Packed(FloatBytes.of(values));
  }

  private static final class Packed implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] values;

    Packed(byte[] values) {
      this.values = values;
    }

    private Object readResolve() {
      return new BroadcastWeights(FloatBytes.floats(values));
    }
  }
}

package org.summand.compute.opencl;

import org.summand.compute.Matrix;

/**
 * A region that the host owns, on the device: as a whole where it fits, else as the window that an
 * operation is about to use.
 */
final class BoundRegion {
  private float[] host;
  private boolean resident;
  private float[] stage = new float[0];
  private long reserved;

  /** The array bound; null before the first. */
  float[] host() {
    return host;
  }

  boolean isResident() {
    return resident;
  }

  /** The bytes of device memory accounted for. */
  long reserved() {
    return reserved;
  }

  /** Takes a new array; {@code bytes} of the device are its own, 0 where it is streamed. */
  void bind(float[] array, boolean fits, long bytes) {
    host = array;
    resident = fits;
    reserved = bytes;
    stage = new float[0];
  }

  /** Copies a window to the staging array: the floats to upload in place of the whole region. */
  float[] stage(Matrix window) {
    float[] sink = stageOf(window.size());
    System.arraycopy(host, window.offset(), sink, 0, window.size());
    return sink;
  }

  /** Copies single rows of a window to the staging array, one behind the other. */
  float[] stage(int[] rows, Matrix from) {
    int cols = from.cols();
    float[] sink = stageOf(rows.length * cols);
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(host, from.offset() + rows[r] * cols, sink, r * cols, cols);
    }
    return sink;
  }

  private float[] stageOf(int floats) {
    if (stage.length < floats) {
      stage = new float[floats];
    }
    return stage;
  }
}

package org.summand.compute.opencl;

import com.aparapi.Kernel;
import com.aparapi.device.Device;
import com.aparapi.device.OpenCLDevice;

/**
 * The arguments of a launch: every field is one. Aparapi keeps a buffer on the device for each
 * array, and makes another where a field is given another array.
 *
 * <p>A buffer belongs to one kernel object. That is why there is one kernel whose operation is a
 * field, {@link #op}: what one operation writes, the next reads where it lies.
 */
abstract class KernelFields extends Kernel {
  static final int WIDE = 1;
  static final int NARROW = 2;
  static final int ACTIVATION_GRADIENT = 3;
  static final int DROPOUT = 4;
  static final int GATHER = 5;
  static final int COLUMN_SUMS = 6;
  static final int LOSS = 7;
  static final int FILL = 8;
  static final int COPY = 9;
  static final int EMBED = 10;
  static final int EMBEDDING_GRADIENT = 11;
  static final int BEND = 12;
  static final int BEND_GRADIENT = 13;
  static final int BEND_INPUT_GRADIENT = 14;
  static final int SCALE = 15;
  static final int SCALE_GRADIENT = 16;
  static final int SCALE_INPUT_GRADIENT = 17;

  /** Where an operand lies. */
  static final int IN_SCRATCH = 0;

  static final int IN_WEIGHTS = 1;
  static final int IN_INPUT = 2;
  static final int IN_TARGET = 3;

  /** What is done with a product's sums: stored, added to what is there, or taken for z. */
  static final int STORE = 0;

  static final int ADD = 1;
  static final int AFFINE = 2;

  /** What {@link #f} says; {@link KernelCodes} has which activation is which. */
  static final int IDENTITY = 0;

  static final int RELU = 1;
  static final int LEAKY_RELU = 2;
  static final int TANH = 3;
  static final int SIGMOID = 4;
  static final int GELU = 5;
  static final int SILU = 6;

  /** What {@link #mode} says of a loss; {@link KernelCodes} has which loss is which. */
  static final int SOFTMAX_CROSS_ENTROPY = 0;

  static final int BINARY_CROSS_ENTROPY = 1;
  static final int SQUARED_ERROR = 2;
  static final int HUBER = 3;
  static final int QUANTILES = 4;
  static final int POISSON = 5;

  static final int GROUP_SIDE = 16;
  static final int GROUP = GROUP_SIDE * GROUP_SIDE;

  /** So many items share the rows of a loss, and so many sums come up. */
  static final int LOSS_ITEMS = 4 * GROUP;

  /** The numbers of a column in {@link #columns}. */
  static final int COLUMN = 4;

  private final OpenCLDevice device;

  float[] scratch = new float[1];
  float[] weights = new float[1];
  float[] input = new float[1];
  float[] target = new float[1];
  float[] result = new float[1];
  float[] losses = new float[1];
  int[] rows = new int[1];

  /**
   * Four numbers for each column that an embedding writes: the column of x that it comes from;
   * where in the tables its first float lies, or −1 where it is that of x itself; how far apart the
   * floats of two categories are; and how many categories there are.
   *
   * <p>Of curves, which of all pieces is the first of each column that has one; and, behind the
   * last, how many pieces there are.
   */
  int[] columns = new int[COLUMN];

  /** Those of quantiles. */
  float[] levels = new float[1];

  @Local float[] tileA;
  @Local float[] tileB;

  /**
   * Which operation, on m × n elements; {@code inner} is a product's third size, the rows of one
   * copy in a scaling or a loss, the copies in the gradient of a scaling's input, and the columns
   * that have curves.
   */
  int op;

  int m;
  int n;
  int inner;

  /** Operand a: element (r, k) is at {@code aAt + r·aRow + k·aCol}. */
  int aIn;

  int aAt;
  int aRow;
  int aCol;

  /** Operand b: element (k, c) is at {@code bAt + k·bRow + c·bCol}. */
  int bIn;

  int bAt;
  int bRow;
  int bCol;

  /** Results in the scratch memory: z, and y = f(z). */
  int zAt;

  int yAt;

  /** What a product does at its end, or which loss; and which activation. */
  int mode;

  int f;

  int biasIn;
  int biasAt;

  int keyLow;
  int keyHigh;
  float number;
  int canaryAt;

  KernelFields(OpenCLDevice device, int tileFloats) {
    this.device = device;
    tileA = new float[tileFloats];
    tileB = new float[tileFloats];
    setExplicit(true);
  }

  /** Only the one device: Aparapi would try the next, with nothing of ours on it. */
  @Override
  public boolean isAllowDevice(Device other) {
    return other instanceof OpenCLDevice
        && ((OpenCLDevice) other).getDeviceId() == device.getDeviceId();
  }

  /**
   * Aparapi clones a kernel for one purpose, to run it on Java threads when OpenCL has failed:
   * thousands of times slower, and with nothing but a line in its log.
   */
  @Override
  public Kernel clone() {
    throw new IllegalStateException("OpenCL did not run the kernel, and Java threads must not");
  }
}

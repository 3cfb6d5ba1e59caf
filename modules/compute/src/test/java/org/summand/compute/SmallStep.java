package org.summand.compute;

/** The gradient of a network {@code 100 -> 64 gelu -> dropout -> 10 softmax}: every operation. */
final class SmallStep {
  private static final int ROWS = 207;
  private static final long KEY = CounterRandom.key(1, 2);
  private static final float RATE = 0.25f;

  final TestMemory memory = new TestMemory(30);

  private final Matrix inputs = memory.window(Region.INPUT, 2 * ROWS, 100);
  private final Matrix targets = memory.window(Region.TARGET, 2 * ROWS, 2);
  private final Matrix w1 = memory.window(Region.WEIGHTS, 100, 64);
  private final Matrix b1 = memory.window(Region.WEIGHTS, 1, 64);
  private final Matrix w2 = memory.window(Region.WEIGHTS, 64, 10);
  private final Matrix b2 = memory.window(Region.WEIGHTS, 1, 10);
  private final Matrix dw1 = memory.window(Region.GRADIENT, 100, 64);
  private final Matrix db1 = memory.window(Region.GRADIENT, 1, 64);
  private final Matrix dw2 = memory.window(Region.GRADIENT, 64, 10);
  private final Matrix db2 = memory.window(Region.GRADIENT, 1, 10);
  private final Matrix x = memory.window(Region.ACTIVATIONS, ROWS, 100);
  private final Matrix t = memory.window(Region.ACTIVATIONS, ROWS, 2);
  private final Matrix z1 = memory.window(Region.ACTIVATIONS, ROWS, 64);
  private final Matrix y1 = memory.window(Region.ACTIVATIONS, ROWS, 64);
  private final Matrix x2 = memory.window(Region.ACTIVATIONS, ROWS, 64);
  private final Matrix z2 = memory.window(Region.ACTIVATIONS, ROWS, 10);
  private final Matrix dz2 = memory.window(Region.ACTIVATIONS, ROWS, 10);
  private final Matrix dx2 = memory.window(Region.ACTIVATIONS, ROWS, 64);
  private final Matrix dy1 = memory.window(Region.ACTIVATIONS, ROWS, 64);
  private final int[] rows = new int[ROWS];

  SmallStep() {
    for (int r = 0; r < ROWS; r++) {
      rows[r] = 2 * ROWS - 1 - 2 * r;
    }
    memory.fill(targets, i -> i % 2 == 0 ? i % 10 : 1);
  }

  /** The loss, in two floats, then all of the gradient. */
  float[] run(Workspace workspace) {
    workspace.takeGradient();
    workspace.gather(rows, inputs, x);
    workspace.gather(rows, targets, t);
    workspace.affine(x, w1, b1, Activation.GELU, z1, y1);
    workspace.dropout(KEY, RATE, y1, x2);
    workspace.affine(x2, w2, b2, Activation.IDENTITY, z2, z2);
    double loss = workspace.loss(Loss.SOFTMAX_CROSS_ENTROPY, z2, t, dz2);
    workspace.weightGradient(x2, dz2, dw2);
    workspace.biasGradient(dz2, db2);
    workspace.inputGradient(dz2, w2, dx2);
    workspace.dropout(KEY, RATE, dx2, dy1);
    workspace.activationGradient(Activation.GELU, z1, y1, dy1);
    workspace.weightGradient(x, dy1, dw1);
    workspace.biasGradient(dy1, db1);

    float[] gradient = workspace.takeGradient();
    float[] result = new float[gradient.length + 2];
    result[0] = (float) loss;
    result[1] = (float) (loss - result[0]);
    System.arraycopy(gradient, 0, result, 2, gradient.length);
    return result;
  }
}

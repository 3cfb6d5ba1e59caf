package org.summand.compute.opencl;

import java.lang.ref.Cleaner;
import java.util.List;
import org.summand.compute.Activation;
import org.summand.compute.Curves;
import org.summand.compute.DeviceException;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Shapes;
import org.summand.compute.Workspace;

/**
 * Operations as launches of one {@link StepKernel}. A launch waits for its end; only {@link #read},
 * {@link #loss} and the binding of weights move data.
 */
final class OpenClWorkspace implements Workspace {
  private static final Cleaner CLEANER = Cleaner.create();

  private final OpenClDevice device;
  private final Launcher launcher;
  private final StepKernel kernel;
  private final OpenClMemory memory;
  private final EmbeddingColumns columns = new EmbeddingColumns();
  private final Cleaner.Cleanable cleanable;

  OpenClWorkspace(OpenClDevice device, Launcher launcher, OpenClMemory memory) {
    this.device = device;
    this.launcher = launcher;
    this.memory = memory;
    kernel = launcher.kernel();
    // Aparapi holds on to a kernel until it is disposed, so forgetting a workspace would leak it.
    cleanable = CLEANER.register(this, new Release(device, launcher, memory));
    try {
      fill(kernel.canaryAt, 1, OpenClMemory.CANARY);
    } catch (DeviceException refused) {
      close();
      throw refused;
    }
  }

  private record Release(OpenClDevice device, Launcher launcher, OpenClMemory memory)
      implements Runnable {
    @Override
    public void run() {
      memory.free();
      device.takeBack(launcher);
    }
  }

  @Override
  public void bind(Region region, float[] host) {
    if (!region.isBound()) {
      throw new IllegalArgumentException(region + " belongs to the workspace and cannot be bound");
    }
    memory.bind(region, host);
  }

  @Override
  public float[] takeGradient() {
    Matrix gradient = memory.gradient();
    float[] taken = new float[gradient.size()];
    read(gradient, taken);
    fill(memory.offset(gradient), gradient.size(), 0);
    return taken;
  }

  private void fill(int at, int floats, float number) {
    kernel.zAt = at;
    kernel.number = number;
    elements(Operations.FILL, 1, floats);
  }

  @Override
  public void read(Matrix from, float[] to) {
    Shapes.read(from, to);
    memory.requireInside(from);
    int size = from.size();
    if (from.region().isBound()) {
      System.arraycopy(memory.host(from.region()), from.offset(), to, 0, size);
    } else if (size > 0) {
      if (kernel.result.length <= size || kernel.result.length > 2 * (size + 1L)) {
        kernel.result = new float[size + 1];
        launcher.arraysChanged();
      }
      kernel.result[size] = 0;
      operandA(from);
      elements(Operations.COPY, 1, size);
      launcher.download(kernel.result);
      requireCanary(kernel.result[size]);
      System.arraycopy(kernel.result, 0, to, 0, size);
    }
  }

  @Override
  public void gather(int[] rows, Matrix from, Matrix to) {
    Shapes.gather(rows, from, to);
    requireInside(to, from);
    int[] places = rows;
    if (memory.isStreamed(from)) {
      memory.stage(rows, from);
      places = new int[rows.length];
      for (int r = 0; r < places.length; r++) {
        places[r] = r;
      }
      kernel.aIn = memory.place(from);
      kernel.aAt = 0;
    } else {
      operandA(from);
    }
    memory.setRows(places);
    kernel.zAt = memory.offset(to);
    elements(Operations.GATHER, to.rows(), to.cols());
  }

  @Override
  public void affine(Matrix x, Matrix w, Matrix b, Activation f, Matrix z, Matrix y) {
    Shapes.affine(x, w, b, f, z, y);
    requireInside(z, x, w, b);
    requireInside(y);
    kernel.f = KernelCodes.of(f);
    kernel.biasIn = memory.place(b);
    for (int m = 0; m < b.rows(); m++) {
      kernel.biasAt = memory.offset(b.slice(m, 1));
      kernel.yAt = memory.offset(y.part(m, b.rows()));
      product(
          Operations.AFFINE,
          x.part(m, b.rows()),
          false,
          w.part(m, b.rows()),
          false,
          z.part(m, b.rows()));
    }
  }

  @Override
  public void activationGradient(Activation f, Matrix z, Matrix y, Matrix dy) {
    Shapes.activationGradient(f, z, y, dy);
    requireInside(dy, z, y);
    if (f != Activation.IDENTITY) {
      kernel.f = KernelCodes.of(f);
      operandA(f.needsZ() ? z : y);
      kernel.zAt = memory.offset(dy);
      elements(Operations.ACTIVATION_GRADIENT, dy.rows(), dy.cols());
    }
  }

  @Override
  public void embed(List<EmbeddingTable> tables, Matrix x, Matrix w, Matrix y) {
    Shapes.embed(tables, x, w, y);
    requireInside(y, x, w);
    memory.setColumns(columns.of(tables, x.cols()));
    operandA(x);
    kernel.aRow = x.cols();
    kernel.bIn = memory.place(w);
    kernel.bAt = memory.offset(w);
    kernel.zAt = memory.offset(y);
    elements(Operations.EMBED, y.rows(), y.cols());
  }

  @Override
  public void embeddingGradient(List<EmbeddingTable> tables, Matrix x, Matrix dy, Matrix dw) {
    Shapes.embeddingGradient(tables, x, dy, dw);
    requireInside(dw, x, dy);
    memory.setColumns(columns.of(tables, x.cols()));
    operandA(dy);
    kernel.bIn = memory.place(x);
    kernel.bAt = memory.offset(x);
    kernel.bRow = x.cols();
    kernel.zAt = memory.offset(dw);
    kernel.m = dy.rows();
    kernel.n = dy.cols();
    launch(Operations.EMBEDDING_GRADIENT, groups(dy.cols(), Operations.GROUP), 1);
  }

  @Override
  public void bend(Curves curves, Matrix x, Matrix w, Matrix y) {
    Shapes.bend(curves, x, w, y);
    requireInside(y, x, w);
    operands(x, w, y);
    curves(curves);
    kernel.aRow = x.cols();
    kernel.bRow = curves.width();
    elements(Operations.BEND, y.rows(), y.cols());
  }

  @Override
  public void bendGradient(Curves curves, Matrix x, Matrix y, Matrix dy, Matrix dw) {
    Shapes.bendGradient(curves, x, y, dy, dw);
    requireInside(dw, x, y, dy);
    if (dw.size() > 0) {
      operands(x, dy, dw);
      curves(curves);
      kernel.aRow = x.cols();
      kernel.bRow = dy.cols();
      kernel.yAt = memory.offset(y);
      kernel.m = x.rows();
      kernel.n = curves.width();
      launch(Operations.BEND_GRADIENT, groups(dw.size()), 1);
    }
  }

  @Override
  public void bendInputGradient(Curves curves, Matrix dy, Matrix dx) {
    Shapes.bendInputGradient(curves, dy, dx);
    requireInside(dx, dy);
    operandA(dy);
    curves(curves);
    kernel.aRow = dy.cols();
    kernel.zAt = memory.offset(dx);
    elements(Operations.BEND_INPUT_GRADIENT, dx.rows(), dx.cols());
  }

  /** Brings the pieces of each column to the device. */
  private void curves(Curves curves) {
    int[] firsts = new int[curves.columns() + 1];
    for (int c = 0; c < curves.columns(); c++) {
      firsts[c + 1] = firsts[c] + curves.counts().get(c);
    }
    memory.setColumns(firsts);
    kernel.inner = curves.columns();
  }

  @Override
  public void scale(Matrix x, Matrix s, Matrix y) {
    Shapes.scale(x, s, y);
    requireInside(y, x, s);
    operands(x, s, y);
    kernel.inner = x.rows();
    elements(Operations.SCALE, y.rows(), y.cols());
  }

  @Override
  public void scaleGradient(Matrix x, Matrix dy, Matrix ds) {
    Shapes.scaleGradient(x, dy, ds);
    requireInside(ds, x, dy);
    operands(x, dy, ds);
    kernel.inner = x.rows();
    elements(Operations.SCALE_GRADIENT, ds.rows(), ds.cols());
  }

  @Override
  public void scaleInputGradient(Matrix dy, Matrix s, Matrix dx) {
    Shapes.scaleInputGradient(dy, s, dx);
    requireInside(dx, dy, s);
    operands(dy, s, dx);
    kernel.inner = s.rows();
    elements(Operations.SCALE_INPUT_GRADIENT, dx.rows(), dx.cols());
  }

  private void operands(Matrix a, Matrix b, Matrix result) {
    operandA(a);
    kernel.bIn = memory.place(b);
    kernel.bAt = memory.offset(b);
    kernel.zAt = memory.offset(result);
  }

  @Override
  public void dropout(long key, float rate, Matrix x, Matrix y) {
    Shapes.dropout(x, y);
    requireInside(y, x);
    kernel.keyLow = (int) key;
    kernel.keyHigh = (int) (key >>> 32);
    kernel.number = rate;
    operandA(x);
    kernel.zAt = memory.offset(y);
    elements(Operations.DROPOUT, y.rows(), y.cols());
  }

  @Override
  public void weightGradient(Matrix x, Matrix dz, Matrix dw) {
    Shapes.weightGradient(x, dz, dw);
    requireInside(dw, x, dz);
    int copies = dw.rows() / x.cols();
    for (int m = 0; m < copies; m++) {
      product(
          Operations.ADD, x.part(m, copies), true, dz.part(m, copies), false, dw.part(m, copies));
    }
  }

  @Override
  public void biasGradient(Matrix dz, Matrix db) {
    Shapes.biasGradient(dz, db);
    requireInside(db, dz);
    for (int m = 0; m < db.rows() && dz.rows() > 0; m++) {
      operandA(dz.part(m, db.rows()));
      kernel.zAt = memory.offset(db.slice(m, 1));
      kernel.m = dz.rows() / db.rows();
      kernel.n = dz.cols();
      launch(Operations.COLUMN_SUMS, groups(dz.cols(), Operations.GROUP_SIDE), 1);
    }
  }

  @Override
  public void inputGradient(Matrix dz, Matrix w, Matrix dx) {
    Shapes.inputGradient(dz, w, dx);
    requireInside(dx, dz, w);
    int copies = w.rows() / dx.cols();
    for (int m = 0; m < copies; m++) {
      product(
          Operations.STORE, dz.part(m, copies), false, w.part(m, copies), true, dx.part(m, copies));
    }
  }

  @Override
  public double loss(Loss loss, Matrix z, Matrix target, Matrix dz) {
    Shapes.loss(loss, z, target, dz);
    requireInside(dz, z, target);
    if (z.rows() == 0) {
      return 0;
    }
    kernel.mode = KernelCodes.of(loss.kind());
    kernel.number = loss.smoothing();
    if (loss.kind() == Loss.Kind.QUANTILES) {
      memory.setLevels(loss.levels());
    }
    operandA(z);
    kernel.bIn = memory.place(target);
    kernel.bAt = memory.offset(target);
    kernel.bRow = target.cols();
    kernel.zAt = memory.offset(dz);
    kernel.m = z.rows();
    kernel.n = z.cols();
    kernel.inner = target.rows();
    kernel.losses[Operations.LOSS_ITEMS] = 0;
    launch(Operations.LOSS, Operations.LOSS_ITEMS / Operations.GROUP, 1);
    launcher.download(kernel.losses);
    requireCanary(kernel.losses[Operations.LOSS_ITEMS]);
    double sum = 0;
    for (int i = 0; i < Operations.LOSS_ITEMS; i++) {
      sum += kernel.losses[i];
    }
    return sum;
  }

  @Override
  public void close() {
    cleanable.clean();
  }

  /** {@code c = a·b}, either operand transposed where asked for. */
  private void product(int mode, Matrix a, boolean turnA, Matrix b, boolean turnB, Matrix c) {
    if (c.size() == 0 || a.size() == 0) {
      return;
    }
    kernel.mode = mode;
    kernel.m = c.rows();
    kernel.n = c.cols();
    kernel.inner = turnA ? a.rows() : a.cols();
    operandA(a);
    kernel.aRow = turnA ? 1 : a.cols();
    kernel.aCol = turnA ? a.cols() : 1;
    kernel.bIn = memory.place(b);
    kernel.bAt = memory.offset(b);
    kernel.bRow = turnB ? 1 : b.cols();
    kernel.bCol = turnB ? b.cols() : 1;
    kernel.zAt = memory.offset(c);
    boolean wide = device.isWide(c);
    int tile = wide ? StepKernel.WIDE_TILE : StepKernel.NARROW_TILE;
    launch(
        wide ? Operations.WIDE : Operations.NARROW, groups(c.cols(), tile), groups(c.rows(), tile));
  }

  private void operandA(Matrix a) {
    kernel.aIn = memory.place(a);
    kernel.aAt = memory.offset(a);
  }

  /** An operation on each of m × n elements. */
  private void elements(int op, int m, int n) {
    if (m > 0 && n > 0) {
      kernel.m = m;
      kernel.n = n;
      launch(op, groups(m * n), 1);
    }
  }

  private void launch(int op, int groupsAcross, int groupsDown) {
    try {
      launcher.run(op, groupsAcross, groupsDown);
    } catch (DeviceException failure) {
      device.fail(failure);
      throw failure;
    }
  }

  private void requireInside(Matrix result, Matrix... operands) {
    if (result.region().isBound()) {
      throw new IllegalArgumentException(
          "the result " + result + " is in a region that belongs to the host");
    }
    memory.requireInside(result);
    memory.requireInside(operands);
  }

  private void requireCanary(float canary) {
    boolean kept = canary == OpenClMemory.CANARY;
    if (!device.kept(kept)) {
      throw new DeviceException("what " + device.name() + " held in its scratch memory is lost");
    }
  }

  /** The groups for so many elements, each of which may take several. */
  private int groups(int elements) {
    return Math.min(groups(elements, Operations.GROUP), device.mostGroups());
  }

  private static int groups(int count, int perGroup) {
    return (count - 1) / perGroup + 1;
  }
}

package org.summand.compute.cpu;

import java.util.Arrays;
import java.util.List;
import org.summand.compute.Activation;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Footprint;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Shapes;
import org.summand.compute.Workspace;

/**
 * Products by BLAS, the rest by {@link CpuLoops}; bound arrays are used in place.
 *
 * <p>BLAS is column-major. A row-major {@code m×n} matrix is the same floats as its column-major
 * {@code n×m} transpose, so each product is asked for transposed, {@code Zᵀ = Wᵀ·Xᵀ}, and no float
 * is moved.
 */
final class CpuWorkspace implements Workspace {
  private final Sgemm blas;
  private final float[][] memory = new float[Region.values().length][];

  CpuWorkspace(Sgemm blas, Footprint footprint) {
    this.blas = blas;
    memory[Region.ACTIVATIONS.ordinal()] = new float[footprint.activations()];
    memory[Region.GRADIENT.ordinal()] = new float[footprint.weights()];
  }

  @Override
  public void bind(Region region, float[] host) {
    if (!region.isBound()) {
      throw new IllegalArgumentException(region + " belongs to the workspace and cannot be bound");
    }
    memory[region.ordinal()] = host;
  }

  @Override
  public float[] takeGradient() {
    float[] gradient = memory[Region.GRADIENT.ordinal()];
    // A new array is zeros, so that none is filled and none copied.
    memory[Region.GRADIENT.ordinal()] = new float[gradient.length];
    return gradient;
  }

  @Override
  public void read(Matrix from, float[] to) {
    Shapes.read(from, to);
    System.arraycopy(floats(from), from.offset(), to, 0, from.size());
  }

  @Override
  public void gather(int[] rows, Matrix from, Matrix to) {
    Shapes.gather(rows, from, to);
    float[] source = floats(from);
    float[] sink = floats(to);
    int cols = from.cols();
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(source, from.offset() + rows[r] * cols, sink, to.offset() + r * cols, cols);
    }
  }

  @Override
  public void affine(Matrix x, Matrix w, Matrix b, Activation f, Matrix z, Matrix y) {
    Shapes.affine(x, w, b, f, z, y);
    float[] ys = floats(y);
    for (int m = 0; m < b.rows(); m++) {
      Matrix part = z.part(m, b.rows());
      CpuLoops.fillRows(floats(b), b.offset() + m * b.cols(), floats(z), part);
      product("N", w.part(m, b.rows()), "N", x.part(m, b.rows()), 1, part);
    }
    if (!z.equals(y)) {
      System.arraycopy(floats(z), z.offset(), ys, y.offset(), y.size());
    }
    CpuLoops.activate(f, ys, y.offset(), y.end());
  }

  @Override
  public void activationGradient(Activation f, Matrix z, Matrix y, Matrix dy) {
    Shapes.activationGradient(f, z, y, dy);
    Matrix kept = f.needsZ() ? z : y;
    CpuLoops.activationGradient(f, floats(kept), kept.offset(), floats(dy), dy.offset(), dy.size());
  }

  @Override
  public void embed(List<EmbeddingTable> tables, Matrix x, Matrix w, Matrix y) {
    Shapes.embed(tables, x, w, y);
    CpuEmbedding.embed(tables, floats(x), x, floats(w), w.offset(), floats(y), y);
  }

  @Override
  public void embeddingGradient(List<EmbeddingTable> tables, Matrix x, Matrix dy, Matrix dw) {
    Shapes.embeddingGradient(tables, x, dy, dw);
    CpuEmbedding.addGradient(tables, floats(x), x, floats(dy), dy, floats(dw), dw.offset());
  }

  @Override
  public void bend(Curves curves, Matrix x, Matrix w, Matrix y) {
    Shapes.bend(curves, x, w, y);
    CpuCurves.bend(curves, floats(x), x, floats(w), w.offset(), floats(y), y);
  }

  @Override
  public void bendGradient(Curves curves, Matrix x, Matrix y, Matrix dy, Matrix dw) {
    Shapes.bendGradient(curves, x, y, dy, dw);
    CpuCurves.addGradient(
        curves, floats(x), x, floats(y), y.offset(), floats(dy), dy, floats(dw), dw.offset());
  }

  @Override
  public void bendInputGradient(Curves curves, Matrix dy, Matrix dx) {
    Shapes.bendInputGradient(curves, dy, dx);
    CpuCurves.inputGradient(curves, floats(dy), dy, floats(dx), dx);
  }

  @Override
  public void scale(Matrix x, Matrix s, Matrix y) {
    Shapes.scale(x, s, y);
    CpuScaling.scale(floats(x), x, floats(s), s, floats(y), y.offset());
  }

  @Override
  public void scaleGradient(Matrix x, Matrix dy, Matrix ds) {
    Shapes.scaleGradient(x, dy, ds);
    CpuScaling.addGradient(floats(x), x, floats(dy), dy.offset(), floats(ds), ds);
  }

  @Override
  public void scaleInputGradient(Matrix dy, Matrix s, Matrix dx) {
    Shapes.scaleInputGradient(dy, s, dx);
    CpuScaling.inputGradient(floats(dy), dy.offset(), floats(s), s, floats(dx), dx);
  }

  @Override
  public void dropout(long key, float rate, Matrix x, Matrix y) {
    Shapes.dropout(x, y);
    CpuLoops.dropout(key, rate, floats(x), x.offset(), floats(y), y.offset(), x.size());
  }

  @Override
  public void weightGradient(Matrix x, Matrix dz, Matrix dw) {
    Shapes.weightGradient(x, dz, dw);
    int copies = dw.rows() / x.cols();
    for (int m = 0; m < copies; m++) {
      product("N", dz.part(m, copies), "T", x.part(m, copies), 1, dw.part(m, copies));
    }
  }

  @Override
  public void biasGradient(Matrix dz, Matrix db) {
    Shapes.biasGradient(dz, db);
    for (int m = 0; m < db.rows(); m++) {
      CpuLoops.addRows(floats(dz), dz.part(m, db.rows()), floats(db), db.offset() + m * db.cols());
    }
  }

  @Override
  public void inputGradient(Matrix dz, Matrix w, Matrix dx) {
    Shapes.inputGradient(dz, w, dx);
    int copies = w.rows() / dx.cols();
    for (int m = 0; m < copies; m++) {
      product("T", w.part(m, copies), "N", dz.part(m, copies), 0, dx.part(m, copies));
    }
  }

  @Override
  public double loss(Loss loss, Matrix z, Matrix target, Matrix dz) {
    Shapes.loss(loss, z, target, dz);
    return CpuLosses.sum(loss, floats(z), z, floats(target), target, floats(dz), dz);
  }

  @Override
  public void close() {
    Arrays.fill(memory, null);
  }

  /**
   * {@code c = b·a + beta·c} of row-major windows, where {@code "T"} takes an operand transposed:
   * in BLAS's eyes, {@code cᵀ = aᵀ·bᵀ}.
   */
  private void product(String transA, Matrix a, String transB, Matrix b, float beta, Matrix c) {
    int inner = transA.equals("N") ? a.rows() : a.cols();
    if (c.size() == 0 || inner == 0) {
      // Nothing to add; BLAS refuses windows of no rows.
      if (beta == 0) {
        Arrays.fill(floats(c), c.offset(), c.end(), 0);
      }
      return;
    }
    blas.sgemm(
        transA,
        transB,
        c.cols(),
        c.rows(),
        inner,
        1,
        floats(a),
        a.offset(),
        a.cols(),
        floats(b),
        b.offset(),
        b.cols(),
        beta,
        floats(c),
        c.offset(),
        c.cols());
  }

  /** The array behind a window, after checking that the window lies inside it. */
  private float[] floats(Matrix window) {
    float[] floats = memory[window.region().ordinal()];
    if (floats == null) {
      throw new IllegalStateException("nothing is bound to " + window.region());
    }
    if (window.end() > floats.length) {
      throw new IllegalArgumentException(
          "the window " + window + " ends behind its region of " + floats.length + " floats");
    }
    return floats;
  }
}

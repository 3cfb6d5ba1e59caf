package org.summand.nn;

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
 * A workspace that computes nothing, but remembers for each float of ACTIVATIONS in which window it
 * was last written, and refuses to read a window that is not whole.
 */
final class WindowGuard implements Workspace {
  private final Matrix[] writtenAs;
  private final int weights;

  WindowGuard(Footprint footprint) {
    writtenAs = new Matrix[footprint.activations()];
    weights = footprint.weights();
  }

  /** Fails unless every float of the window was last written as a part of this very window. */
  void requireWhole(Matrix window) {
    if (window.region() == Region.WEIGHTS || window.region() == Region.GRADIENT) {
      if (window.end() > weights) {
        throw new AssertionError(window + " ends behind " + weights + " weights");
      }
      return;
    }
    for (int i = window.offset(); isActivations(window) && i < window.end(); i++) {
      if (writtenAs[i] == null || !writtenAs[i].equals(window)) {
        throw new AssertionError(window + " is read, but float " + i + " is of " + writtenAs[i]);
      }
    }
  }

  private void write(Matrix window) {
    for (int i = window.offset(); isActivations(window) && i < window.end(); i++) {
      writtenAs[i] = window;
    }
  }

  private static boolean isActivations(Matrix window) {
    return window.region() == Region.ACTIVATIONS;
  }

  @Override
  public void gather(int[] rows, Matrix from, Matrix to) {
    Shapes.gather(rows, from, to);
    write(to);
  }

  @Override
  public void affine(Matrix x, Matrix w, Matrix b, Activation f, Matrix z, Matrix y) {
    Shapes.affine(x, w, b, f, z, y);
    requireWhole(x);
    requireWhole(w);
    requireWhole(b);
    write(z);
    write(y);
    requireWhole(z);
  }

  @Override
  public void activationGradient(Activation f, Matrix z, Matrix y, Matrix dy) {
    Shapes.activationGradient(f, z, y, dy);
    requireWhole(z);
    requireWhole(y);
    requireWhole(dy);
  }

  @Override
  public void embed(List<EmbeddingTable> tables, Matrix x, Matrix w, Matrix y) {
    Shapes.embed(tables, x, w, y);
    requireWhole(x);
    requireWhole(w);
    write(y);
  }

  @Override
  public void embeddingGradient(List<EmbeddingTable> tables, Matrix x, Matrix dy, Matrix dw) {
    Shapes.embeddingGradient(tables, x, dy, dw);
    requireWhole(x);
    requireWhole(dy);
    requireWhole(dw);
  }

  @Override
  public void bend(Curves curves, Matrix x, Matrix w, Matrix y) {
    Shapes.bend(curves, x, w, y);
    requireWhole(x);
    requireWhole(w);
    write(y);
  }

  @Override
  public void bendGradient(Curves curves, Matrix x, Matrix y, Matrix dy, Matrix dw) {
    Shapes.bendGradient(curves, x, y, dy, dw);
    requireWhole(x);
    requireWhole(y);
    requireWhole(dy);
    requireWhole(dw);
  }

  @Override
  public void bendInputGradient(Curves curves, Matrix dy, Matrix dx) {
    Shapes.bendInputGradient(curves, dy, dx);
    requireWhole(dy);
    write(dx);
  }

  @Override
  public void scale(Matrix x, Matrix s, Matrix y) {
    Shapes.scale(x, s, y);
    requireWhole(x);
    requireWhole(s);
    write(y);
  }

  @Override
  public void scaleGradient(Matrix x, Matrix dy, Matrix ds) {
    Shapes.scaleGradient(x, dy, ds);
    requireWhole(x);
    requireWhole(dy);
    requireWhole(ds);
  }

  @Override
  public void scaleInputGradient(Matrix dy, Matrix s, Matrix dx) {
    Shapes.scaleInputGradient(dy, s, dx);
    requireWhole(dy);
    requireWhole(s);
    write(dx);
  }

  @Override
  public void dropout(long key, float rate, Matrix x, Matrix y) {
    Shapes.dropout(x, y);
    requireWhole(x);
    write(y);
  }

  @Override
  public void weightGradient(Matrix x, Matrix dz, Matrix dw) {
    Shapes.weightGradient(x, dz, dw);
    requireWhole(x);
    requireWhole(dz);
    requireWhole(dw);
  }

  @Override
  public void biasGradient(Matrix dz, Matrix db) {
    Shapes.biasGradient(dz, db);
    requireWhole(dz);
    requireWhole(db);
  }

  @Override
  public void inputGradient(Matrix dz, Matrix w, Matrix dx) {
    Shapes.inputGradient(dz, w, dx);
    requireWhole(dz);
    requireWhole(w);
    write(dx);
  }

  @Override
  public double loss(Loss loss, Matrix z, Matrix target, Matrix dz) {
    Shapes.loss(loss, z, target, dz);
    requireWhole(z);
    requireWhole(target);
    write(dz);
    return 0;
  }

  @Override
  public void bind(Region region, float[] host) {
    // Content does not matter here.
  }

  @Override
  public float[] takeGradient() {
    return new float[weights];
  }

  @Override
  public void read(Matrix from, float[] to) {
    requireWhole(from);
  }

  @Override
  public void close() {}
}

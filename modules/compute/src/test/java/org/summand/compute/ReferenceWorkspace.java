package org.summand.compute;

import java.util.Arrays;
import java.util.List;

/** Memory and operations of the {@link ReferenceDevice}. */
public final class ReferenceWorkspace implements Workspace {
  private final double[][] memory = new double[Region.values().length][];

  ReferenceWorkspace(Footprint footprint) {
    memory[Region.ACTIVATIONS.ordinal()] = new double[footprint.activations()];
    memory[Region.GRADIENT.ordinal()] = new double[footprint.weights()];
  }

  @Override
  public void bind(Region region, float[] host) {
    double[] doubles = new double[host.length];
    for (int i = 0; i < host.length; i++) {
      doubles[i] = host[i];
    }
    bind(region, doubles);
  }

  /** Binds doubles as they are, for differences too small for a float. */
  public void bind(Region region, double[] host) {
    if (!region.isBound()) {
      throw new IllegalArgumentException(region + " cannot be bound");
    }
    memory[region.ordinal()] = host.clone();
  }

  @Override
  public float[] takeGradient() {
    double[] gradient = memory[Region.GRADIENT.ordinal()];
    float[] taken = new float[gradient.length];
    for (int i = 0; i < gradient.length; i++) {
      taken[i] = (float) gradient[i];
    }
    Arrays.fill(gradient, 0);
    return taken;
  }

  @Override
  public void read(Matrix from, float[] to) {
    Shapes.read(from, to);
    double[] doubles = read(from);
    for (int i = 0; i < doubles.length; i++) {
      to[i] = (float) doubles[i];
    }
  }

  /** A window's elements, not rounded. */
  public double[] read(Matrix from) {
    requireInside(from);
    double[] elements = new double[from.size()];
    for (int r = 0; r < from.rows(); r++) {
      for (int c = 0; c < from.cols(); c++) {
        elements[r * from.cols() + c] = get(from, r, c);
      }
    }
    return elements;
  }

  @Override
  public void gather(int[] rows, Matrix from, Matrix to) {
    Shapes.gather(rows, from, to);
    requireInside(from, to);
    for (int r = 0; r < to.rows(); r++) {
      for (int c = 0; c < to.cols(); c++) {
        set(to, r, c, get(from, rows[r], c));
      }
    }
  }

  @Override
  public void affine(Matrix x, Matrix w, Matrix b, Activation f, Matrix z, Matrix y) {
    Shapes.affine(x, w, b, f, z, y);
    requireInside(x, w, b, z, y);
    for (int r = 0; r < x.rows(); r++) {
      int copy = r / (x.rows() / b.rows());
      for (int out = 0; out < w.cols(); out++) {
        double sum = 0;
        for (int in = 0; in < x.cols(); in++) {
          sum += get(x, r, in) * get(w, copy * x.cols() + in, out);
        }
        set(z, r, out, sum + get(b, copy, out));
      }
    }
    for (int r = 0; r < z.rows(); r++) {
      for (int c = 0; c < z.cols(); c++) {
        set(y, r, c, ReferenceFormulas.activation(f, get(z, r, c)));
      }
    }
  }

  @Override
  public void activationGradient(Activation f, Matrix z, Matrix y, Matrix dy) {
    Shapes.activationGradient(f, z, y, dy);
    requireInside(z, y, dy);
    for (int r = 0; r < dy.rows(); r++) {
      for (int c = 0; c < dy.cols(); c++) {
        double gradient = ReferenceFormulas.activationGradient(f, get(z, r, c), get(y, r, c));
        set(dy, r, c, get(dy, r, c) * gradient);
      }
    }
  }

  @Override
  public void embed(List<EmbeddingTable> tables, Matrix x, Matrix w, Matrix y) {
    Shapes.embed(tables, x, w, y);
    requireInside(x, w, y);
    int plain = x.cols() - tables.size();
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < plain; c++) {
        set(y, r, c, get(x, r, c));
      }
      int at = 0;
      int to = plain;
      for (int t = 0; t < tables.size(); t++) {
        EmbeddingTable table = tables.get(t);
        int category = (int) get(x, r, plain + t);
        for (int c = 0; c < table.width(); c++) {
          set(y, r, to++, get(w, 0, at + category * table.width() + c));
        }
        at += table.size();
      }
    }
  }

  @Override
  public void embeddingGradient(List<EmbeddingTable> tables, Matrix x, Matrix dy, Matrix dw) {
    Shapes.embeddingGradient(tables, x, dy, dw);
    requireInside(x, dy, dw);
    int plain = x.cols() - tables.size();
    for (int r = 0; r < x.rows(); r++) {
      int at = 0;
      int from = plain;
      for (int t = 0; t < tables.size(); t++) {
        EmbeddingTable table = tables.get(t);
        int category = (int) get(x, r, plain + t);
        for (int c = 0; c < table.width(); c++) {
          int to = at + category * table.width() + c;
          set(dw, 0, to, get(dw, 0, to) + get(dy, r, from++));
        }
        at += table.size();
      }
    }
  }

  @Override
  public void bend(Curves curves, Matrix x, Matrix w, Matrix y) {
    Shapes.bend(curves, x, w, y);
    requireInside(x, w, y);
    int width = curves.width();
    for (int r = 0; r < x.rows(); r++) {
      int piece = 0;
      for (int c = 0; c < curves.columns(); c++) {
        for (int j = 0; j < width; j++) {
          double z = get(w, curves.pieces() * width + c * width + j, 0);
          for (int t = 0; t < curves.counts().get(c); t++) {
            z += share(get(x, r, c), t) * get(w, (piece + t) * width + j, 0);
          }
          set(y, r, c * width + j, Math.max(0, z));
        }
        piece += curves.counts().get(c);
      }
      for (int c = curves.columns(); c < x.cols(); c++) {
        set(y, r, curves.outputs() + c - curves.columns(), get(x, r, c));
      }
    }
  }

  private static double share(double x, int bin) {
    return Math.max(0, Math.min(1, x - bin)) - 0.5;
  }

  @Override
  public void bendGradient(Curves curves, Matrix x, Matrix y, Matrix dy, Matrix dw) {
    Shapes.bendGradient(curves, x, y, dy, dw);
    requireInside(x, y, dy, dw);
    int width = curves.width();
    for (int r = 0; r < x.rows(); r++) {
      int piece = 0;
      for (int c = 0; c < curves.columns(); c++) {
        for (int j = 0; j < width; j++) {
          double dz = get(y, r, c * width + j) > 0 ? get(dy, r, c * width + j) : 0;
          for (int t = 0; t < curves.counts().get(c); t++) {
            add(dw, (piece + t) * width + j, share(get(x, r, c), t) * dz);
          }
          add(dw, curves.pieces() * width + c * width + j, dz);
        }
        piece += curves.counts().get(c);
      }
    }
  }

  private void add(Matrix window, int row, double value) {
    set(window, row, 0, get(window, row, 0) + value);
  }

  @Override
  public void bendInputGradient(Curves curves, Matrix dy, Matrix dx) {
    Shapes.bendInputGradient(curves, dy, dx);
    requireInside(dy, dx);
    for (int r = 0; r < dx.rows(); r++) {
      for (int c = 0; c < dx.cols(); c++) {
        int from = curves.outputs() + c - curves.columns();
        set(dx, r, c, c < curves.columns() ? 0 : get(dy, r, from));
      }
    }
  }

  @Override
  public void scale(Matrix x, Matrix s, Matrix y) {
    Shapes.scale(x, s, y);
    requireInside(x, s, y);
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.cols(); c++) {
        set(y, r, c, get(x, r % x.rows(), c) * get(s, r / x.rows(), c));
      }
    }
  }

  @Override
  public void scaleGradient(Matrix x, Matrix dy, Matrix ds) {
    Shapes.scaleGradient(x, dy, ds);
    requireInside(x, dy, ds);
    for (int r = 0; r < dy.rows(); r++) {
      int m = r / x.rows();
      for (int c = 0; c < dy.cols(); c++) {
        set(ds, m, c, get(ds, m, c) + get(x, r % x.rows(), c) * get(dy, r, c));
      }
    }
  }

  @Override
  public void scaleInputGradient(Matrix dy, Matrix s, Matrix dx) {
    Shapes.scaleInputGradient(dy, s, dx);
    requireInside(dy, s, dx);
    for (int r = 0; r < dx.rows(); r++) {
      for (int c = 0; c < dx.cols(); c++) {
        double sum = 0;
        for (int m = 0; m < s.rows(); m++) {
          sum += get(dy, m * dx.rows() + r, c) * get(s, m, c);
        }
        set(dx, r, c, sum);
      }
    }
  }

  @Override
  public void dropout(long key, float rate, Matrix x, Matrix y) {
    Shapes.dropout(x, y);
    requireInside(x, y);
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < x.cols(); c++) {
        int position = r * x.cols() + c;
        boolean dropped = CounterRandom.uniform(key, position) < rate;
        set(y, r, c, dropped ? 0 : get(x, r, c) / (1 - (double) rate));
      }
    }
  }

  @Override
  public void weightGradient(Matrix x, Matrix dz, Matrix dw) {
    Shapes.weightGradient(x, dz, dw);
    requireInside(x, dz, dw);
    int rows = x.rows() / (dw.rows() / x.cols());
    for (int in = 0; in < dw.rows(); in++) {
      int copy = in / x.cols();
      for (int out = 0; out < dw.cols(); out++) {
        double sum = 0;
        for (int r = copy * rows; r < (copy + 1) * rows; r++) {
          sum += get(x, r, in % x.cols()) * get(dz, r, out);
        }
        set(dw, in, out, get(dw, in, out) + sum);
      }
    }
  }

  @Override
  public void biasGradient(Matrix dz, Matrix db) {
    Shapes.biasGradient(dz, db);
    requireInside(dz, db);
    int rows = dz.rows() / db.rows();
    for (int r = 0; r < dz.rows(); r++) {
      for (int c = 0; c < dz.cols(); c++) {
        set(db, r / rows, c, get(db, r / rows, c) + get(dz, r, c));
      }
    }
  }

  @Override
  public void inputGradient(Matrix dz, Matrix w, Matrix dx) {
    Shapes.inputGradient(dz, w, dx);
    requireInside(dz, w, dx);
    int rows = Math.max(1, dx.rows() / (w.rows() / dx.cols()));
    for (int r = 0; r < dx.rows(); r++) {
      int copy = r / rows;
      for (int in = 0; in < dx.cols(); in++) {
        double sum = 0;
        for (int out = 0; out < dz.cols(); out++) {
          sum += get(dz, r, out) * get(w, copy * dx.cols() + in, out);
        }
        set(dx, r, in, sum);
      }
    }
  }

  @Override
  public double loss(Loss loss, Matrix z, Matrix target, Matrix dz) {
    Shapes.loss(loss, z, target, dz);
    requireInside(z, target, dz);
    double sum = 0;
    for (int r = 0; r < z.rows(); r++) {
      double[] outputs = read(z.slice(r, 1));
      double[] targets = read(target.slice(r % target.rows(), 1));
      double weight = targets[targets.length - 1] * target.rows() / z.rows();
      sum += weight * ReferenceFormulas.loss(loss, outputs, targets);
      double[] gradient = ReferenceFormulas.lossGradient(loss, outputs, targets);
      for (int c = 0; c < z.cols(); c++) {
        set(dz, r, c, weight * gradient[c]);
      }
    }
    return sum;
  }

  @Override
  public void close() {
    Arrays.fill(memory, null);
  }

  private double get(Matrix window, int row, int col) {
    return memory[window.region().ordinal()][window.offset() + row * window.cols() + col];
  }

  private void set(Matrix window, int row, int col, double value) {
    memory[window.region().ordinal()][window.offset() + row * window.cols() + col] = value;
  }

  private void requireInside(Matrix... windows) {
    for (Matrix window : windows) {
      double[] doubles = memory[window.region().ordinal()];
      if (doubles == null) {
        throw new IllegalStateException("nothing is bound to " + window.region());
      }
      if (window.end() > doubles.length) {
        throw new IllegalArgumentException(window + " ends behind its region");
      }
    }
  }
}

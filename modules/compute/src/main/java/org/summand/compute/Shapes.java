package org.summand.compute;

import java.util.List;

/** The shape rules of {@link Workspace}'s operations, checked here once for every device. */
public final class Shapes {
  private Shapes() {}

  /** Checks {@code z = x·w + b; y = f(z)}. */
  public static void affine(Matrix x, Matrix w, Matrix b, Activation f, Matrix z, Matrix y) {
    boolean fits =
        b.rows() >= 1
            && x.rows() % b.rows() == 0
            && w.rows() == (long) b.rows() * x.cols()
            && b.cols() == w.cols()
            && isShape(z, x.rows(), w.cols())
            && isShape(y, x.rows(), w.cols());
    require(fits, "z = x·w + b", x, w, b, z, y);
    requireApart(z, x, w, b);
    requireApart(y, x, w, b);
    requireKept(f, z, y);
    if (!z.equals(y)) {
      requireApart(y, z);
    }
  }

  /** Checks {@code dy ← dy ⊙ f′}. */
  public static void activationGradient(Activation f, Matrix z, Matrix y, Matrix dy) {
    boolean fits = isShape(z, dy.rows(), dy.cols()) && isShape(y, dy.rows(), dy.cols());
    require(fits, "dy ⊙ f′", z, y, dy);
    requireKept(f, z, y);
    requireApart(dy, z, y);
  }

  /** Checks {@code to[r] = from[rows[r]]}. */
  public static void gather(int[] rows, Matrix from, Matrix to) {
    require(rows.length == to.rows() && from.cols() == to.cols(), "gather", from, to);
    requireApart(to, from);
    for (int row : rows) {
      if (row < 0 || row >= from.rows()) {
        throw new IllegalArgumentException("gather of row " + row + " from " + from);
      }
    }
  }

  /** Checks that vectors take the place of categories. */
  public static void embed(List<EmbeddingTable> tables, Matrix x, Matrix w, Matrix y) {
    requireEmbedding("embed", tables, x, w, y);
    requireApart(y, x, w);
  }

  /** Checks {@code dw[category] += dy}. */
  public static void embeddingGradient(
      List<EmbeddingTable> tables, Matrix x, Matrix dy, Matrix dw) {
    requireEmbedding("the gradient of embed", tables, x, dw, dy);
    requireApart(dw, x, dy);
  }

  private static void requireEmbedding(
      String operation, List<EmbeddingTable> tables, Matrix x, Matrix w, Matrix y) {
    int floats = tables.stream().mapToInt(EmbeddingTable::size).reduce(0, Math::addExact);
    int plain = x.cols() - tables.size();
    int cols = plain + tables.stream().mapToInt(EmbeddingTable::width).sum();
    boolean fits = plain >= 0 && isShape(w, 1, floats) && isShape(y, x.rows(), cols);
    require(fits, operation, x, w, y);
  }

  /** Checks that points of curves take the place of numbers. */
  public static void bend(Curves curves, Matrix x, Matrix w, Matrix y) {
    requireCurves("bend", curves, x, y);
    require(isShape(w, curves.size(), 1), "bend", x, w, y);
    requireApart(y, x, w);
  }

  /** Checks {@code dV[t] += Σ (clamp(x − t, 0, 1) − ½)·dz}. */
  public static void bendGradient(Curves curves, Matrix x, Matrix y, Matrix dy, Matrix dw) {
    requireCurves("the gradient of bend", curves, x, y);
    boolean fits = isShape(dy, y.rows(), y.cols()) && isShape(dw, curves.size(), 1);
    require(fits, "the gradient of bend", x, y, dy, dw);
    requireApart(dw, x, y, dy);
  }

  /** Checks that dx is that of columns without curves. */
  public static void bendInputGradient(Curves curves, Matrix dy, Matrix dx) {
    requireCurves("dx of bend", curves, dx, dy);
    requireApart(dx, dy);
  }

  private static void requireCurves(String operation, Curves curves, Matrix x, Matrix y) {
    int others = x.cols() - curves.columns();
    boolean fits =
        others >= 0 && y.rows() == x.rows() && y.cols() == (long) curves.outputs() + others;
    require(fits, operation, x, y);
  }

  /** Checks {@code y[m·rows + r] = x[r] ⊙ s[m]}. */
  public static void scale(Matrix x, Matrix s, Matrix y) {
    requireScale("y = x ⊙ s", x, s, y);
    requireApart(y, x, s);
  }

  /** Checks {@code ds[m] += Σ x[r] ⊙ dy[m·rows + r]}. */
  public static void scaleGradient(Matrix x, Matrix dy, Matrix ds) {
    requireScale("ds += Σ x ⊙ dy", x, ds, dy);
    requireApart(ds, x, dy);
  }

  /** Checks {@code dx[r] = Σ dy[m·rows + r] ⊙ s[m]}. */
  public static void scaleInputGradient(Matrix dy, Matrix s, Matrix dx) {
    requireScale("dx = Σ dy ⊙ s", dx, s, dy);
    requireApart(dx, dy, s);
  }

  private static void requireScale(String operation, Matrix x, Matrix s, Matrix y) {
    boolean fits =
        s.rows() >= 1
            && s.cols() == x.cols()
            && y.cols() == x.cols()
            && y.rows() == (long) s.rows() * x.rows();
    require(fits, operation, x, s, y);
  }

  /** Checks {@code y = x ⊙ mask}. */
  public static void dropout(Matrix x, Matrix y) {
    require(isShape(y, x.rows(), x.cols()), "dropout", x, y);
    requireApart(y, x);
  }

  /** Checks {@code dw += xᵀ·dz}. */
  public static void weightGradient(Matrix x, Matrix dz, Matrix dw) {
    boolean fits =
        x.rows() == dz.rows() && dw.cols() == dz.cols() && isCopies(dw, x.cols(), x.rows());
    require(fits, "dw += xᵀ·dz", x, dz, dw);
    requireApart(dw, x, dz);
  }

  /** Checks {@code db += Σ rows of dz}. */
  public static void biasGradient(Matrix dz, Matrix db) {
    boolean fits = db.cols() == dz.cols() && db.rows() >= 1 && dz.rows() % db.rows() == 0;
    require(fits, "db += Σ dz", dz, db);
    requireApart(db, dz);
  }

  /** Checks {@code dx = dz·wᵀ}. */
  public static void inputGradient(Matrix dz, Matrix w, Matrix dx) {
    boolean fits =
        dz.cols() == w.cols() && dx.rows() == dz.rows() && isCopies(w, dx.cols(), dz.rows());
    require(fits, "dx = dz·wᵀ", dz, w, dx);
    requireApart(dx, dz, w);
  }

  /** Checks {@code dz = ∂ Σ weight·ℓ / ∂z}. */
  public static void loss(Loss loss, Matrix z, Matrix target, Matrix dz) {
    boolean isCopies =
        target.rows() == 0 ? z.rows() == 0 : z.rows() > 0 && z.rows() % target.rows() == 0;
    boolean fits =
        isCopies
            && loss.fits(z.cols())
            && target.cols() == loss.targets(z.cols()) + 1
            && isShape(dz, z.rows(), z.cols());
    require(fits, "the gradient of " + loss, z, target, dz);
    requireApart(dz, z, target);
  }

  /** Checks that the host array of a read holds the window. */
  public static void read(Matrix from, float[] to) {
    if (to.length < from.size()) {
      throw new IllegalArgumentException(
          "a read of " + from + " into an array of " + to.length + " floats");
    }
  }

  /** Whether w is of as many copies, of so many inputs each, as the rows are of. */
  private static boolean isCopies(Matrix w, int inputs, int rows) {
    return w.rows() >= inputs && w.rows() % inputs == 0 && rows % (w.rows() / inputs) == 0;
  }

  private static boolean isShape(Matrix matrix, int rows, int cols) {
    return matrix.rows() == rows && matrix.cols() == cols;
  }

  private static void require(boolean fits, String operation, Matrix... windows) {
    if (!fits) {
      throw new IllegalArgumentException(
          "shapes do not fit in " + operation + ": " + text(windows));
    }
  }

  private static void requireKept(Activation f, Matrix z, Matrix y) {
    if (f.needsZ() && z.equals(y)) {
      throw new IllegalArgumentException(f + " needs z beside y, but both are the window " + z);
    }
  }

  private static void requireApart(Matrix result, Matrix... operands) {
    for (Matrix operand : operands) {
      if (result.overlaps(operand)) {
        throw new IllegalArgumentException("the result " + result + " overlaps " + operand);
      }
    }
  }

  private static String text(Matrix... windows) {
    StringBuilder text = new StringBuilder();
    for (Matrix window : windows) {
      text.append(text.length() == 0 ? "" : ", ").append(window.shape());
    }
    return text.toString();
  }
}

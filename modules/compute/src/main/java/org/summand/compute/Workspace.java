package org.summand.compute;

import java.util.List;

/**
 * One task's share of a device. The operations are the lecture: {@code z = x·w + b}, {@code dx =
 * dz·wᵀ}, {@code dw = xᵀ·dz}.
 *
 * <p><b>Rules.</b> The caller allocates, the operation writes. {@code dw} and {@code db} are
 * <em>added to</em>; every other result is <em>overwritten</em>. A result never overlaps an
 * operand, except where an operation says it works in place. Shapes are checked, and a mismatch is
 * an {@link IllegalArgumentException}, as is a window that ends behind its region; a region that
 * nothing was bound to is an {@link IllegalStateException}. Used by one thread at a time.
 *
 * <p><b>Copies.</b> Where members of an ensemble share what is before them, {@code x} and {@code z}
 * hold the rows once a copy, one copy below the other. {@code w} and {@code b} then are the
 * members' own, one below the other: copy m meets part m. Shapes below are those of one copy.
 */
public interface Workspace extends AutoCloseable {
  /**
   * Makes the present content of {@code host} that of a bound region. It may be used in place (CPU)
   * or copied (GPU), so after writing to it, it must be bound again; a caller whose array has not
   * changed spares itself a copy by not binding it again.
   */
  void bind(Region region, float[] host);

  /**
   * Hands over all floats of {@link Region#GRADIENT}, which is zeros from then on, as it is at
   * first.
   *
   * @return an array of its own, as long as the region
   */
  float[] takeGradient();

  /** Copies a window to the host: {@code to[0 … size)}. */
  void read(Matrix from, float[] to);

  /** {@code to[r] = from[rows[r]]}, row by row. */
  void gather(int[] rows, Matrix from, Matrix to);

  /**
   * {@code z = x·w + b; y = f(z)}.
   *
   * <p>{@code z} and {@code y} may be the same window; then only {@code y} remains, which is enough
   * for every activation that does not {@linkplain Activation#needsZ() need z}.
   *
   * @param x rows × in
   * @param w in × out
   * @param b 1 × out
   * @param z rows × out
   * @param y rows × out
   */
  void affine(Matrix x, Matrix w, Matrix b, Activation f, Matrix z, Matrix y);

  /**
   * {@code dy ← dy ⊙ f′}, in place: what was {@code dy} is {@code dz} from here on. {@code z} and
   * {@code y} are the windows that {@link #affine} wrote, and may again be one.
   */
  void activationGradient(Activation f, Matrix z, Matrix y, Matrix dy);

  /**
   * Puts a vector in place of each category: the last columns of {@code x}, one a table, hold
   * numbers of categories. {@code y} is the columns of {@code x} before them, as they are, then
   * each category's vector, table by table.
   *
   * <p>A cell that is {@linkplain EmbeddingTable#holds no category} of its table is the caller's
   * mistake: refused, or on a device taken for one that is.
   *
   * @param x rows × (plain + tables)
   * @param w 1 × floats of all tables, one behind the other
   * @param y rows × (plain + widths of all tables)
   */
  void embed(List<EmbeddingTable> tables, Matrix x, Matrix w, Matrix y);

  /**
   * {@code dw[category] += dy}, vector by vector, in the order of the rows.
   *
   * @param x what {@link #embed} read
   * @param dy the gradient of what it wrote
   * @param dw 1 × floats of all tables
   */
  void embeddingGradient(List<EmbeddingTable> tables, Matrix x, Matrix dy, Matrix dw);

  /**
   * Puts a learned vector in place of each number that is told by its bins, a point of a curve with
   * a straight piece a bin (Gorishniy, Rubachev and Babenko, NeurIPS 2022): {@code y = max(0, Σ
   * (clamp(x − t, 0, 1) − ½)·V[t] + b)}, where t are the bins of a column and V[t] and b its own
   * vectors. {@code y} is these vectors, column by column, then the other columns of {@code x} as
   * they are.
   *
   * @param x rows × (columns with curves + others)
   * @param w floats of the curves × 1
   * @param y rows × (outputs of the curves + others)
   */
  void bend(Curves curves, Matrix x, Matrix w, Matrix y);

  /**
   * {@code dV[t] += Σ (clamp(x − t, 0, 1) − ½)·dz, db += Σ dz} over the rows, where {@code dz = dy}
   * if {@code y > 0} and else 0; shapes as in bend.
   */
  void bendGradient(Curves curves, Matrix x, Matrix y, Matrix dy, Matrix dw);

  /**
   * {@code dx}: what dy is of the other columns, and 0 of those with curves, which nothing before
   * them makes; shapes as in bend.
   */
  void bendInputGradient(Curves curves, Matrix dy, Matrix dx);

  /**
   * A copy of {@code x} for each row of {@code s}, one below the other: {@code y[m·rows + r] = x[r]
   * ⊙ s[m]}.
   *
   * @param x rows × cols
   * @param s copies × cols
   * @param y copies·rows × cols
   */
  void scale(Matrix x, Matrix s, Matrix y);

  /** {@code ds[m] += Σ x[r] ⊙ dy[m·rows + r]}, in the order of the rows; shapes as in scale. */
  void scaleGradient(Matrix x, Matrix dy, Matrix ds);

  /** {@code dx[r] = Σ dy[m·rows + r] ⊙ s[m]}, in the order of the copies; shapes as in scale. */
  void scaleInputGradient(Matrix dy, Matrix s, Matrix dx);

  /**
   * {@code y = x ⊙ mask/(1 − rate)}, where {@code mask} is 0 with probability {@code rate} and else
   * 1, drawn by {@link CounterRandom} from {@code key} and the position in the window. Being linear
   * in {@code x}, it is its own backward pass: {@code dx = dropout(key, rate, dy)}.
   */
  void dropout(long key, float rate, Matrix x, Matrix y);

  /** {@code dw += xᵀ·dz}. */
  void weightGradient(Matrix x, Matrix dz, Matrix dw);

  /** {@code db += Σ rows of dz}. */
  void biasGradient(Matrix dz, Matrix db);

  /** {@code dx = dz·wᵀ}. The first layer never asks for it. */
  void inputGradient(Matrix dz, Matrix w, Matrix dx);

  /**
   * The sum over rows of weight·ℓ, and {@code dz}, the gradient of that sum; labels are smoothed in
   * {@code dz} alone, see {@link Loss}. Where {@code z} holds the rows several times over, one copy
   * below the other, ℓ is the mean over the copies.
   *
   * @param z copies·rows × outputs: the network's outputs before softmax or sigmoid
   * @param target rows × ({@link Loss#targets targets} + 1): the row's targets, then its weight
   * @param dz copies·rows × outputs
   */
  double loss(Loss loss, Matrix z, Matrix target, Matrix dz);

  /** Gives the memory back to the device. */
  @Override
  void close();
}

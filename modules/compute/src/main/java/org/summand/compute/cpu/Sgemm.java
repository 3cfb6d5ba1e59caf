package org.summand.compute.cpu;

/**
 * The one routine of BLAS in use: {@code C = alpha·op(A)·op(B) + beta·C} of column-major matrices.
 */
@FunctionalInterface
interface Sgemm {
  /** See BLAS; {@code "N"} takes an operand as it is, {@code "T"} transposed. */
  void sgemm(
      String transA,
      String transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int ldb,
      float beta,
      float[] c,
      int cAt,
      int ldc);

  /**
   * The routine as three loops: each element is summed from its first term to its last, and rounded
   * after each, so that every JVM gives the same bits.
   */
  static void inOneOrder(
      String transA,
      String transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int ldb,
      float beta,
      float[] c,
      int cAt,
      int ldc) {
    int aDown = transA.equals("N") ? 1 : lda;
    int aRight = transA.equals("N") ? lda : 1;
    int bDown = transB.equals("N") ? 1 : ldb;
    int bRight = transB.equals("N") ? ldb : 1;
    for (int j = 0; j < n; j++) {
      int column = cAt + j * ldc;
      for (int i = 0; i < m; i++) {
        c[column + i] = beta == 0 ? 0 : beta * c[column + i];
      }
      for (int l = 0; l < k; l++) {
        float factor = alpha * b[bAt + l * bDown + j * bRight];
        int term = aAt + l * aRight;
        if (aDown == 1) {
          // Neighbours in memory: the compiler makes vector instructions of this loop.
          for (int i = 0; i < m; i++) {
            c[column + i] += factor * a[term + i];
          }
        } else {
          for (int i = 0; i < m; i++) {
            c[column + i] += factor * a[term + i * aDown];
          }
        }
      }
    }
  }
}

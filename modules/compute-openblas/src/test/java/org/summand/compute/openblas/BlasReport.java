package org.summand.compute.openblas;

import org.summand.compute.cpu.CpuDevice;

/** Prints which BLAS the CPU runs on, for {@link BlasFallbackTest}. */
final class BlasReport {
  private BlasReport() {}

  public static void main(String[] args) {
    System.out.println(new CpuDevice().description());
  }
}

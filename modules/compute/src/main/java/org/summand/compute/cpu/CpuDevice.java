package org.summand.compute.cpu;

import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;

/**
 * The JVM's own processor: products by netlib's BLAS, everything else in plain Java loops. Each
 * workspace computes on its caller's thread.
 */
public final class CpuDevice implements Device {
  /** The one name users know it by. */
  public static final String NAME = "cpu";

  private final Sgemm sgemm;
  private final String description;

  /** The CPU with the fastest products there are. */
  public CpuDevice() {
    this(Blas.choice().blas()::sgemm, Blas.choice().description());
  }

  private CpuDevice(Sgemm sgemm, String description) {
    this.sgemm = sgemm;
    this.description = description;
  }

  /**
   * The CPU with products in plain Java, added in one order: many times slower, but the same bits
   * whatever BLAS a JVM has.
   */
  public static CpuDevice portable() {
    return new CpuDevice(Sgemm::inOneOrder, "plain Java in one order");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Workspace open(Footprint footprint) {
    return new CpuWorkspace(sgemm, footprint);
  }
}

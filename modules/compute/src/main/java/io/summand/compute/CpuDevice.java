package io.summand.compute;

/**
 * The JVM's own processor: products by netlib's BLAS, everything else in plain Java loops. Each
 * workspace computes on its caller's thread.
 */
public final class CpuDevice implements Device {
  /** The one name users know it by. */
  public static final String NAME = "cpu";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return Blas.choice().description();
  }

  @Override
  public Workspace open(Footprint footprint) {
    return new CpuWorkspace(Blas.choice().blas(), footprint);
  }
}

package org.summand.compute;

/**
 * The yardstick: every operation as its formula reads, one element after the other, in double
 * precision. Slow on purpose; what other devices compute is compared with it.
 */
public final class ReferenceDevice implements Device {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String description() {
    return "plain loops in double precision";
  }

  @Override
  public ReferenceWorkspace open(Footprint footprint) {
    return new ReferenceWorkspace(footprint);
  }
}

package org.summand.compute;

/**
 * What every {@link Device} has to keep: the same results as the {@link ReferenceDevice} within the
 * bounds of {@link Rounding}, nothing else changed, misuse refused. A device's test extends this.
 */
public abstract class DeviceContract
    implements ProductContract,
        ElementContract,
        EmbeddingContract,
        CurveContract,
        ScalingContract,
        LossContract,
        RulesContract {
  /** The device under test; called once for each workspace, so it may be one and the same. */
  @Override
  public abstract Device device();
}

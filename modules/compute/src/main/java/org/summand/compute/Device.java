package org.summand.compute;

/** Something that computes: the JVM's own processor, or an accelerator beside it. */
public interface Device extends AutoCloseable {
  /** The name a user chooses it by: {@code cpu}, {@code opencl:0}. */
  String name();

  /** A description for people: the product's name, the library used, its memory. */
  String description();

  /** Whether it is a processor or an accelerator: {@code CPU}, {@code GPU}. */
  default String kind() {
    return "CPU";
  }

  /** The bytes that bound data, weights and activations together may take. */
  default long memoryBytes() {
    return Runtime.getRuntime().maxMemory();
  }

  /**
   * Opens one task's share of this device. Workspaces are independent of each other; each is used
   * by one thread at a time.
   */
  Workspace open(Footprint footprint);

  /**
   * Whether another workspace is better opened than an idle one bound to other data: for devices
   * that copy what is bound, as long as they have room for it. The CPU copies nothing.
   */
  default boolean hasRoomToKeepData(Footprint footprint) {
    return false;
  }

  @Override
  default void close() {}
}

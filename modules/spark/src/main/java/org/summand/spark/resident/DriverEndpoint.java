package org.summand.spark.resident;

import java.io.Serializable;
import java.util.UUID;

/**
 * What a task needs to find the driver.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class DriverEndpoint implements Serializable {
  private static final long serialVersionUID = 1;

  final String host;
  final int port;

  /** Names one launch of the tasks; those of another are not answered. */
  final UUID launch;

  /** The length of the weights. */
  final int floats;

  DriverEndpoint(String host, int port, UUID launch, int floats) {
    this.host = host;
    this.port = port;
    this.launch = launch;
    this.floats = floats;
  }
}

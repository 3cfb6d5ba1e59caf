package org.summand.spark.block;

import org.apache.spark.Partition;

/** A partition that is known by its number alone, as Spark wants one to be. */
public abstract class NumberedPartition implements Partition {
  private static final long serialVersionUID = 1;

  private final int index;

  protected NumberedPartition(int index) {
    this.index = index;
  }

  @Override
  public final int index() {
    return index;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return index;
  }
}

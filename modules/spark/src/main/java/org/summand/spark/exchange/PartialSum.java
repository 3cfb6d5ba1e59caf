package org.summand.spark.exchange;

import java.io.Serializable;
import org.summand.train.gradient.Gradient;

/**
 * A partial gradient on its way through the tree, with its place in the order of addition.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class PartialSum implements Serializable {
  private static final long serialVersionUID = 1;

  final int place;
  final Gradient gradient;

  PartialSum(int place, Gradient gradient) {
    this.place = place;
    this.gradient = gradient;
  }
}

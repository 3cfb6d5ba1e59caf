package org.summand.spark.ml;

/**
 * Refuses the one Spark 4 that cannot hold foreign estimators: 4.0.0 lacks constructors of {@code
 * Param} that releases before and after it have, and would fail with a {@code NoSuchMethodError}.
 */
final class SparkVersion {
  private SparkVersion() {}

  static void require(String version) {
    if (version.equals("4.0.0")) {
      throw new UnsupportedOperationException(
          "Spark 4.0.0 cannot hold estimators that are not its own (its Param has other"
              + " constructors); use Spark 4.0.1 or later");
    }
  }
}

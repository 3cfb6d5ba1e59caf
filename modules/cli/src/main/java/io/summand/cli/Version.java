package io.summand.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "summand " + (version == null ? "(not built as a jar)" : version),
      "Java "
          + System.getProperty("java.version")
          + ", Spark "
          + org.apache.spark.package$.MODULE$.SPARK_VERSION()
    };
  }
}

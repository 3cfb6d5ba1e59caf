package org.summand.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * The version in the manifest of the jar, and those of Java and Spark. Spark's is read where Spark
 * itself reads it, without starting to load Spark.
 */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "summand " + (version == null ? "(not built as a jar)" : version),
      "Java " + System.getProperty("java.version") + ", Spark " + spark()
    };
  }

  private static String spark() {
    try (InputStream file =
        Main.class.getClassLoader().getResourceAsStream("spark-version-info.properties")) {
      Properties properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      return properties.getProperty("version", "(none)");
    } catch (IOException | IllegalArgumentException unreadable) {
      return "(unknown)";
    }
  }
}

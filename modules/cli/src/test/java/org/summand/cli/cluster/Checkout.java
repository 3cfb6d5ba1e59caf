package org.summand.cli.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that these tests run in, and the data beside it. */
final class Checkout {
  /** Its top. */
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private Checkout() {}

  /** A file or directory of the checkout, by an absolute path: a driver may run elsewhere. */
  static Path at(String name) {
    return ROOT.resolve(name);
  }

  /** MNIST's first 10,000 images, which may not be part of the checkout. */
  static Path mnist() {
    Path folder =
        Path.of(
            System.getProperty("mnist", ROOT.resolveSibling("shared/data/mnist-10k").toString()));
    assumeTrue(
        Files.isDirectory(folder),
        "skipped: there is no " + folder + "; name a directory of MNIST files with -Dmnist=…");
    return folder;
  }
}

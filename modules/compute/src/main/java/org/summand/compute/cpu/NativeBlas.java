package org.summand.compute.cpu;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A BLAS library that comes as a dependency, so that native speed needs no installation.
 * Implementations are registered in {@code META-INF/services/org.summand.compute.cpu.NativeBlas}.
 */
public interface NativeBlas {
  /** The library's name and version. */
  String name();

  /**
   * Unpacks the library and sets it to one thread a call: the tasks are the threads, and a second
   * layer of them would fight over the cores.
   *
   * @return the file of the shared library
   * @throws IOException in one sentence, where this platform has none
   */
  Path unpack() throws IOException;
}

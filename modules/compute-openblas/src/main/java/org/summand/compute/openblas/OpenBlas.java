package org.summand.compute.openblas;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.summand.compute.cpu.NativeBlas;

/**
 * OpenBLAS from {@code org.bytedeco:openblas}, unpacked to the user's cache on first use. Loading
 * it here before netlib does means that both hold the same library, so that the number of threads
 * set here is the one netlib's calls run with.
 */
public final class OpenBlas implements NativeBlas {
  private static final List<String> LIBRARY_NAMES =
      List.of(
          "libopenblas_nolapack.so.0", "libopenblas_nolapack.0.dylib", "libopenblas_nolapack.dll");

  @Override
  public String name() {
    return "OpenBLAS (org.bytedeco:openblas)";
  }

  @Override
  public Path unpack() throws IOException {
    String presets = load();
    openblas_nolapack.blas_set_num_threads(1);
    Path folder = new File(presets).toPath().toAbsolutePath().getParent();
    try (Stream<Path> files = Files.walk(folder, 1)) {
      return files
          .filter(file -> LIBRARY_NAMES.contains(String.valueOf(file.getFileName())))
          .findFirst()
          .orElseThrow(() -> new IOException("no OpenBLAS library was unpacked to " + folder));
    }
  }

  private static String load() throws IOException {
    try {
      return Loader.load(openblas_nolapack.class);
    } catch (UnsatisfiedLinkError missing) {
      throw new IOException(
          "there is no OpenBLAS binary for the platform "
              + Loader.getPlatform()
              + " on the class path ("
              + missing.getMessage()
              + ")",
          missing);
    }
  }
}

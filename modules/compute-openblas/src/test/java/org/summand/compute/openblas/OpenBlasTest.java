package org.summand.compute.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.summand.compute.cpu.CpuDevice;

class OpenBlasTest {
  @Test
  void libraryIsUnpacked() throws IOException {
    Path library = new OpenBlas().unpack();
    assertThat(library).isAbsolute().isRegularFile();
    assertThat(Files.size(library)).as("bytes of %s", library).isGreaterThan(1 << 20);
  }

  @Test
  void cpuSaysThatItRunsOnOpenBlas() {
    assertThat(new CpuDevice().description())
        .isEqualTo("OpenBLAS (org.bytedeco:openblas), one thread a task through netlib's JNIBLAS");
  }

  @Test
  void oneThreadComputesACall() throws IOException {
    openblas_nolapack.blas_set_num_threads(2);
    new OpenBlas().unpack();
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
  }

  /** Else the number of threads would be set in one copy and the products run in the other. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void netlibHoldsTheSameLibrary() throws IOException {
    Path library = new OpenBlas().unpack();
    assertThat(new CpuDevice().description()).contains("OpenBLAS");
    List<String> loaded =
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .filter(line -> line.contains("/"))
            .map(line -> line.substring(line.indexOf('/')))
            .filter(file -> Path.of(file).getFileName().toString().matches("lib.*blas.*\\.so.*"))
            .filter(file -> !file.contains("netlibblasjni") && !file.contains("libjni"))
            .distinct()
            .toList();
    assertThat(loaded).containsExactly(library.toRealPath().toString());
  }
}

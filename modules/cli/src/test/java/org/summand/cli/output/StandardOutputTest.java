package org.summand.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.summand.cli.Main;

class StandardOutputTest {
  @Test
  void aFullDiskIsNotKeptQuiet() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    try (OutputStream device = new FileOutputStream(full.toFile())) {
      StandardOutput out = new StandardOutput(device);
      assertThat(out.loss()).isEmpty();
      Main.run(new String[] {"--help"}, out, OutputStream.nullOutputStream());
      assertThat(out.loss()).hasValueSatisfying(why -> assertThat(why).contains("No space"));
    }
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() {
    StandardOutput out =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    Main.run(new String[] {"--help"}, out, OutputStream.nullOutputStream());
    assertThat(out.loss()).isEmpty();
  }
}

package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** The example of FIPS 180-2, appendix B.1. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  @Test
  void writtenBytesAreHashedAndHandedOn() throws IOException {
    Sha256 sha256 = new Sha256();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = sha256.writingTo(bytes)) {
      out.write('a');
      out.write(ABC, 1, 2);
    }
    assertThat(sha256.hex()).isEqualTo(OF_ABC);
    assertThat(bytes.toByteArray()).isEqualTo(ABC);
  }

  @Test
  void readBytesAreHashed() throws IOException {
    Sha256 sha256 = new Sha256();
    try (InputStream in = sha256.readingFrom(new ByteArrayInputStream(ABC))) {
      assertThat(in.readAllBytes()).isEqualTo(ABC);
    }
    assertThat(sha256.hex()).isEqualTo(OF_ABC);
  }

  @Test
  void askingTwiceGivesTheSameAnswer() {
    Sha256 sha256 = new Sha256();
    String ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assertThat(sha256.hex()).isEqualTo(ofNothing);
    assertThat(sha256.hex()).isEqualTo(ofNothing);
  }
}

package org.summand.model;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of bytes as they stream past, so that a large file is hashed without a second pass.
 *
 * <pre>{@code
 * Sha256 sha256 = new Sha256();
 * Safetensors.write(sha256.writingTo(out), tensors, data, metadata);
 * String checksum = sha256.hex();
 * }</pre>
 *
 * <p>One instance hashes one stream and is used by one thread.
 */
public final class Sha256 {
  private final MessageDigest digest;
  private String hex;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "every Java platform must offer SHA-256; this one does not", e);
    }
  }

  /** Returns a stream that hashes every byte and hands it on to {@code out}. */
  public OutputStream writingTo(OutputStream out) {
    return new DigestOutputStream(out, digest);
  }

  /** Returns a stream that hashes every byte read from {@code in}; skipped bytes do not count. */
  public InputStream readingFrom(InputStream in) {
    return new DigestInputStream(in, digest);
  }

  /**
   * Returns the hash of all bytes so far as 64 lower-case hexadecimal digits. Call it when the last
   * byte has passed: the first answer is kept.
   */
  public String hex() {
    if (hex == null) {
      hex = HexFormat.of().formatHex(digest.digest());
    }
    return hex;
  }
}

package org.summand.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The stream that results are printed to. Unlike {@link System#out} it tells when a disk is full,
 * or when nobody reads any longer.
 */
public final class StandardOutput extends FilterOutputStream {
  /** The message when a reader such as 'head' has seen enough, which is no failure. */
  private static final String UNREAD = "Broken pipe";

  private volatile IOException failure;

  public StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException failed) {
      failure = failed;
      throw failed;
    }
  }

  /** Why not all was written, where somebody still reads; empty where all was. */
  public Optional<String> loss() {
    return Optional.ofNullable(failure)
        .map(failed -> String.valueOf(failed.getMessage()))
        .filter(why -> !why.contains(UNREAD));
  }
}

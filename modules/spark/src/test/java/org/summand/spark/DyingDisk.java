package org.summand.spark;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under a process that dies after so many changes: a byte written, a directory made,
 * something renamed or deleted. After its death nothing changes any more, whatever the process
 * would like to tidy up.
 */
public final class DyingDisk extends RawLocalFileSystem {
  static final String SCHEME = "dying";

  /** How many changes the process lives to make. */
  static long changesLeft;

  /** What its end looks like from inside. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  private static void change() {
    if (changesLeft <= 0) {
      throw new Death();
    }
    changesLeft--;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change();
    // Unbuffered, so that each byte is on the disk when the next is counted.
    OutputStream file = super.create(path, overwrite, 1, replication, blockSize, progress);
    OutputStream counted =
        new FilterOutputStream(file) {
          @Override
          public void write(int value) throws IOException {
            change();
            file.write(value);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            int written = (int) Math.min(length, changesLeft);
            file.write(bytes, offset, written);
            changesLeft -= written;
            if (written < length) {
              throw new Death();
            }
          }
        };
    return new FSDataOutputStream(counted, null);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    change();
    return super.mkdirs(path);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change();
    return super.delete(path, recursive);
  }
}

package org.summand.cli.table.idx;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.summand.cli.config.RequestException;
import org.summand.data.BadDataException;

/**
 * A file in the format of MNIST: {@code 0, 0, type, number of dimensions}, each dimension as a
 * 32-bit big-endian integer, and the items, row-major. Only type 8, unsigned bytes, is read.
 *
 * @param path the file; gzipped if it ends in {@code .gz}
 * @param items the first dimension
 * @param itemBytes the product of the others
 * @param headerBytes where the first item begins
 */
record IdxFile(String path, int items, int itemBytes, int headerBytes) implements Serializable {
  private static final int UNSIGNED_BYTE = 8;
  private static final int MOST_DIMENSIONS = 8;

  /** Reads a header and checks all that can be checked without the items. */
  static IdxFile open(Path path, Configuration hadoop) {
    try (DataInputStream in = new DataInputStream(stream(path, hadoop))) {
      IdxFile file = header(in, path);
      long length = path.getFileSystem(hadoop).getFileStatus(path).getLen();
      long expected = file.headerBytes + (long) file.items * file.itemBytes;
      if (!isGzipped(path) && length != expected) {
        throw new RequestException(
            path
                + " has "
                + length
                + " bytes where its header promises "
                + expected
                + "; copy the file again");
      }
      return file;
    } catch (EOFException shortFile) {
      throw new RequestException(
          path + " ends before the header of an IDX file does; copy the file again", shortFile);
    } catch (IOException unreadable) {
      throw new RequestException(
          path + " cannot be read: " + unreadable.getMessage() + "; copy the file again",
          unreadable);
    }
  }

  private static IdxFile header(DataInputStream in, Path path) throws IOException {
    int magic = in.readInt();
    int dimensions = magic & 0xFF;
    if (magic >>> 8 != UNSIGNED_BYTE || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new RequestException(
          String.format(
              "%s is not an IDX file of unsigned bytes: it begins with 0x%08x, not with"
                  + " 0x000008 and the number of dimensions",
              path, magic));
    }
    int items = in.readInt();
    long itemBytes = 1;
    boolean isSound = items >= 0;
    for (int d = 1; d < dimensions; d++) {
      int size = in.readInt();
      itemBytes *= Math.max(size, 1);
      isSound &= size >= 1 && itemBytes <= Integer.MAX_VALUE;
      itemBytes = isSound ? itemBytes : 1;
    }
    if (!isSound) {
      throw new RequestException(
          path + " has an impossible size in its header; copy the file again");
    }
    return new IdxFile(path.toString(), items, (int) itemBytes, 4 + 4 * dimensions);
  }

  /** The items from {@code item} on. */
  InputStream openAt(int item, Configuration hadoop) throws IOException {
    InputStream in = stream(new Path(path), hadoop);
    in.skipNBytes(headerBytes + (long) item * itemBytes);
    return in;
  }

  /** Reads one item. */
  void readItem(InputStream in, int item, byte[] to) throws IOException {
    int got = in.readNBytes(to, 0, itemBytes);
    if (got < itemBytes) {
      throw new BadDataException(
          path
              + " ends within item "
              + item
              + " of the "
              + items
              + " its header promises; copy the file again");
    }
  }

  /** Checks that nothing follows the last item. */
  void requireEnd(InputStream in) throws IOException {
    if (in.read() >= 0) {
      throw new BadDataException(
          path + " goes on behind the " + items + " items its header promises; copy it again");
    }
  }

  private static InputStream stream(Path path, Configuration hadoop) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    InputStream in = new BufferedInputStream(system.open(path), 1 << 16);
    return isGzipped(path) ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static boolean isGzipped(Path path) {
    return path.getName().endsWith(".gz");
  }
}

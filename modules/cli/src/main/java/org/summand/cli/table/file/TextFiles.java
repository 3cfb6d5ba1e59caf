package org.summand.cli.table.file;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.summand.data.BadDataException;

/** Text files of any file system as streams, unpacked as Spark unpacks them. */
public final class TextFiles {
  private TextFiles() {}

  public static boolean isCompressed(Path file, Configuration hadoop) {
    return new CompressionCodecFactory(hadoop).getCodec(file) != null;
  }

  public static InputStream open(Path file, Configuration hadoop) throws IOException {
    InputStream in = file.getFileSystem(hadoop).open(file);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
    try {
      return codec == null ? in : codec.createInputStream(in);
    } catch (RuntimeException | IOException unknown) { // such as a codec without its library
      in.close();
      throw unknown instanceof IOException broken ? broken : new IOException(unknown);
    }
  }

  /** The lines of a file. */
  public static BufferedReader lines(Path file, Configuration hadoop) throws IOException {
    return new BufferedReader(
        new InputStreamReader(open(file, hadoop), StandardCharsets.UTF_8), 1 << 16);
  }

  /** The error for a file that cannot be read to its end. */
  public static BadDataException damaged(String file, Throwable why) {
    Throwable root = why;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    boolean isCut =
        root instanceof EOFException
            || message.toLowerCase(Locale.ROOT).contains("unexpected end of");
    if (isCut || root instanceof ZipException) {
      return new BadDataException(
          name(file)
              + " is damaged: "
              + (isCut ? "it ends too soon" : message)
              + "; copy the file again");
    }
    return new BadDataException(name(file) + " cannot be read: " + message);
  }

  /** A file as a user would write it. */
  public static String name(String file) {
    Path path = new Path(file);
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file") ? path.toUri().getPath() : file;
  }
}

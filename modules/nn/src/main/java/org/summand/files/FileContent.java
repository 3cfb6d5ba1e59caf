package org.summand.files;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the bytes of one file. It may close the stream or leave that to the caller. */
@FunctionalInterface
public interface FileContent {
  void writeTo(OutputStream out) throws IOException;
}

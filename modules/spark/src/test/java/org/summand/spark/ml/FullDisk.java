package org.summand.spark.ml;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk by another name, {@code full:/…}, with no room left for weights. */
public final class FullDisk extends RawLocalFileSystem {
  @Override
  public URI getUri() {
    return URI.create("full:///");
  }

  @Override
  public FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
    if (file.getName().startsWith("weights")) {
      throw new IOException("the disk is full");
    }
    return super.create(file, overwrite);
  }
}

package org.summand.cli.predict;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The parts that Spark wrote, each by the task that computed it, to be joined in their order.
 *
 * @param system where they are
 * @param directory that holds them
 */
record PartFiles(FileSystem system, Path directory) {
  /**
   * Joins the parts to one file beside them.
   *
   * @param head what goes before them
   */
  Path joined(String head) throws IOException {
    Path joined = new Path(directory, "joined");
    try (OutputStream out = system.create(joined, false)) {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      for (Path part : parts()) {
        try (InputStream in = system.open(part)) {
          in.transferTo(out);
        }
      }
    }
    return joined;
  }

  private List<Path> parts() throws IOException {
    return Arrays.stream(system.listStatus(directory))
        .map(FileStatus::getPath)
        .filter(path -> path.getName().startsWith("part-"))
        .sorted()
        .toList();
  }
}

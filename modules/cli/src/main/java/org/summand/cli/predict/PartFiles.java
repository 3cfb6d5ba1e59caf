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
import org.summand.spark.io.AtomicDirectory;

/**
 * The parts that Spark wrote, each by the task that computed it, to be joined in their order.
 *
 * @param system where they are
 * @param directory that holds them
 */
record PartFiles(FileSystem system, Path directory) {
  /**
   * Joins the parts to one file, which takes its place when it is whole.
   *
   * @param head what goes before them
   */
  void moveAsOneTo(Path file, String head, boolean overwrite) throws IOException {
    Path joined = new Path(directory, "joined");
    try (OutputStream out = system.create(joined, false)) {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      for (Path part : parts()) {
        try (InputStream in = system.open(part)) {
          in.transferTo(out);
        }
      }
    }
    AtomicDirectory.moveIn(system, joined, file, overwrite);
  }

  private List<Path> parts() throws IOException {
    return Arrays.stream(system.listStatus(directory))
        .map(FileStatus::getPath)
        .filter(path -> path.getName().startsWith("part-"))
        .sorted()
        .toList();
  }
}

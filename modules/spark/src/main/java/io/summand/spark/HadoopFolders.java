package io.summand.spark;

import io.summand.model.Folder;
import io.summand.model.Folders;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** {@link Folders} on any file system that Hadoop knows. */
public final class HadoopFolders implements Folders {
  private final Path path;
  private final Configuration configuration;

  public HadoopFolders(Path path, Configuration configuration) {
    this.path = path;
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public List<String> directories() throws IOException {
    FileSystem files = HadoopFiles.of(path, configuration);
    return files.exists(path)
        ? Arrays.stream(files.listStatus(path))
            .filter(FileStatus::isDirectory)
            .map(status -> status.getPath().getName())
            .toList()
        : List.of();
  }

  @Override
  public Folder folder(String name) throws IOException {
    return new HadoopFolder(new Path(path, name), configuration);
  }

  @Override
  public void delete(String name) throws IOException {
    HadoopFiles.of(path, configuration).delete(new Path(path, name), true);
  }
}

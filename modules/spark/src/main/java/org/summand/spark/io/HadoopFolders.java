package org.summand.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.summand.model.Folder;
import org.summand.model.Folders;
import org.summand.model.LocalFolders;

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

  @Override
  public boolean create(String file, String text) throws IOException {
    FileSystem files = files();
    Optional<Folders> local = local(files);
    if (local.isPresent()) {
      return local.get().create(file, text);
    }
    Path there = new Path(path, file);
    try {
      write(files, there, text, false);
      return true;
    } catch (IOException refused) {
      // Each file system has its own exception for a file that is there.
      if (files.exists(there)) {
        return false;
      }
      throw refused;
    }
  }

  @Override
  public void write(String file, String text) throws IOException {
    FileSystem files = files();
    Optional<Folders> local = local(files);
    if (local.isPresent()) {
      local.get().write(file, text);
    } else {
      write(files, new Path(path, file), text, true);
    }
  }

  /** On this machine's disks, where Hadoop looks first and writes then, a file is whole at once. */
  private Optional<Folders> local(FileSystem files) {
    return files instanceof RawLocalFileSystem disk
        ? Optional.of(new LocalFolders(disk.pathToFile(path).toPath()))
        : Optional.empty();
  }

  private static void write(FileSystem files, Path file, String text, boolean overwrite)
      throws IOException {
    try (FSDataOutputStream out = files.create(file, overwrite)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public Optional<String> read(String file) throws IOException {
    try (FSDataInputStream in = files().open(new Path(path, file))) {
      return Optional.of(new String(in.readNBytes(MOST_SMALL_BYTES), StandardCharsets.UTF_8));
    } catch (FileNotFoundException missing) {
      return Optional.empty();
    }
  }

  @Override
  public void deleteFile(String file) throws IOException {
    files().delete(new Path(path, file), false);
  }

  private FileSystem files() throws IOException {
    return HadoopFileOperations.of(path, configuration).system();
  }
}

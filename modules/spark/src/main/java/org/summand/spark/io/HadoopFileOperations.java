package org.summand.spark.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.summand.files.FileContent;
import org.summand.files.FileOperations;

/**
 * The operations of a file system that Hadoop knows.
 *
 * @param system the file system
 */
public record HadoopFileOperations(FileSystem system) implements FileOperations<Path> {
  /**
   * The file system that a path's scheme names, without the .crc files that a local disk would get:
   * a directory holds what it was given.
   *
   * @throws IOException in words for the user where there is none, or its library is missing
   */
  public static HadoopFileOperations of(Path path, Configuration configuration) throws IOException {
    FileSystem found = HadoopFiles.of(path, configuration);
    return new HadoopFileOperations(
        found instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : found);
  }

  /** A path with its scheme and, where it was relative, the directory it starts at. */
  public Path qualified(Path path) {
    return system.makeQualified(path);
  }

  @Override
  public Path parent(Path path) {
    return path.getParent();
  }

  @Override
  public String name(Path path) {
    return path.getName();
  }

  @Override
  public Path child(Path directory, String name) {
    return new Path(directory, name);
  }

  /** File systems of Hadoop have no links that are ours to follow. */
  @Override
  public Path target(Path path) {
    return path;
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return system.exists(path);
  }

  @Override
  public boolean isDirectory(Path path) throws IOException {
    try {
      return system.getFileStatus(path).isDirectory();
    } catch (FileNotFoundException missing) {
      return false;
    }
  }

  @Override
  public List<Entry> list(Path directory) throws IOException {
    return Arrays.stream(system.listStatus(directory))
        .map(status -> new Entry(status.getPath().getName(), status.isDirectory()))
        .toList();
  }

  @Override
  public OptionalLong size(Path file) throws IOException {
    try {
      FileStatus found = system.getFileStatus(file);
      return found.isFile() ? OptionalLong.of(found.getLen()) : OptionalLong.empty();
    } catch (FileNotFoundException missing) {
      return OptionalLong.empty();
    }
  }

  @Override
  public InputStream open(Path file) throws IOException {
    return system.open(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    if (!system.mkdirs(directory)) {
      throw new IOException("the directory " + directory + " could not be made");
    }
  }

  @Override
  public void write(Path file, FileContent content) throws IOException {
    try (FSDataOutputStream out = system.create(file, false)) {
      content.writeTo(out);
      if (out.hasCapability("hsync")) {
        out.hsync();
      }
    }
  }

  /** Hadoop would move a directory into an existing one, and tells failure by a return value. */
  @Override
  public void rename(Path from, Path to) throws IOException {
    if (system.exists(to)) {
      throw new FileAlreadyExistsException(to.toString(), null, "appeared just now");
    }
    if (!system.rename(from, to)) {
      throw new IOException("could not rename " + from + " to " + to);
    }
  }

  /** Names are as safe as the file system makes them. */
  @Override
  public void force(Path directory) {}

  @Override
  public void delete(Path path) throws IOException {
    system.delete(path, true);
  }

  @Override
  public long usableBytes(Path directory) throws IOException {
    return system.getStatus(directory).getRemaining();
  }
}

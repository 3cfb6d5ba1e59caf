package org.summand.spark.io;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.summand.model.DiskSpace;
import org.summand.model.Folder;
import org.summand.model.ModelFormatException;
import org.summand.model.TemporaryNames;

/**
 * A {@link Folder} on any file system that Hadoop knows.
 *
 * <p>Where a rename is one operation, as on HDFS, the folder appears whole or not at all. An object
 * store copies file by file instead; a reader that comes too soon finds a file missing, and refuses
 * the folder as it refuses any that is not whole.
 */
public final class HadoopFolder implements Folder {
  private final FileSystem files;
  private final Path path;

  public HadoopFolder(Path path, Configuration configuration) throws IOException {
    FileSystem found = HadoopFiles.of(path, configuration);
    // Without the .crc files that a local disk would get: a folder holds what it was given.
    files = found instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : found;
    this.path = files.makeQualified(path);
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public boolean exists() throws IOException {
    return files.exists(path);
  }

  @Override
  public long size(String file) throws IOException {
    return existing(file).getLen();
  }

  @Override
  public InputStream open(String file) throws IOException {
    return files.open(existing(file).getPath());
  }

  @Override
  public List<String> names() throws IOException {
    return exists() && files.getFileStatus(path).isDirectory()
        ? Arrays.stream(files.listStatus(path))
            .map(entry -> entry.getPath().getName())
            .sorted()
            .toList()
        : List.of();
  }

  @Override
  public void requirePublishable(Set<String> names, boolean overwrite, long bytes)
      throws IOException {
    checkMayPublish(names, overwrite);
    Path parent = path.getParent();
    while (parent != null && !files.exists(parent)) {
      parent = parent.getParent();
    }
    if (parent == null) {
      throw isRoot();
    }
    if (!files.getFileStatus(parent).isDirectory()) {
      throw new IOException(parent + " is a file; choose another directory");
    }
    Path trial = new Path(parent, TemporaryNames.ofNew(path.getName()));
    try {
      if (!files.mkdirs(trial)) {
        throw new IOException("the directory " + trial + " could not be made");
      }
      write(new Path(trial, "trial"), out -> out.write(1));
    } catch (IOException refused) {
      throw new IOException(
          "nothing can be written in " + parent + "; choose another directory", refused);
    } finally {
      AtomicDirectory.deleteIfLeft(files, trial);
    }
    long room = files.getStatus(parent).getRemaining();
    if (room < bytes) {
      throw DiskSpace.tooLittle(parent.toString(), bytes, room);
    }
  }

  private IOException isRoot() {
    return new IOException(
        name() + ": a root directory cannot hold a model; choose another directory");
  }

  @Override
  public void publish(Map<String, Content> contents, boolean overwrite) throws IOException {
    contents.keySet().forEach(HadoopFolder::requirePlainName);
    checkMayPublish(contents.keySet(), overwrite);
    if (path.getParent() == null) {
      throw isRoot();
    }
    Path fresh = AtomicDirectory.beside(path);
    try {
      files.mkdirs(fresh);
      for (Map.Entry<String, Content> content : contents.entrySet()) {
        write(new Path(fresh, content.getKey()), content.getValue());
      }
      // Writing can take minutes, in which another process may have published here.
      checkMayPublish(contents.keySet(), overwrite);
      AtomicDirectory.moveIn(files, fresh, path, overwrite);
    } finally {
      AtomicDirectory.deleteIfLeft(files, fresh);
    }
  }

  private FileStatus existing(String file) throws IOException {
    requirePlainName(file);
    if (!files.exists(path)) {
      throw new ModelFormatException(name() + ": there is no such directory; check the path");
    }
    try {
      FileStatus found = files.getFileStatus(new Path(path, file));
      if (found.isFile()) {
        return found;
      }
    } catch (FileNotFoundException missing) {
      // Falls through to the one message for both faults.
    }
    throw new ModelFormatException(
        name() + " has no file '" + file + "'; it is not a whole model directory");
  }

  /** Throws if something is in the way that may not be replaced. */
  private void checkMayPublish(Set<String> names, boolean overwrite) throws IOException {
    if (!exists()) {
      return;
    }
    if (!overwrite) {
      throw refusal("exists already; choose another directory or pass --overwrite");
    }
    if (!files.getFileStatus(path).isDirectory()) {
      throw refusal("is not a directory and will not be overwritten; choose another path");
    }
    List<FileStatus> entries = Arrays.asList(files.listStatus(path));
    boolean flat = entries.stream().noneMatch(FileStatus::isDirectory);
    boolean ours = entries.stream().anyMatch(entry -> names.contains(entry.getPath().getName()));
    if (!entries.isEmpty() && !(flat && ours)) {
      throw refusal(
          "does not look like an earlier model and will not be overwritten;"
              + " choose another directory");
    }
  }

  private FileAlreadyExistsException refusal(String reason) {
    return new FileAlreadyExistsException(name(), null, reason);
  }

  private static void requirePlainName(String file) {
    if (file.isEmpty() || file.contains("/") || file.equals(".") || file.equals("..")) {
      throw new IllegalArgumentException(
          "expected the plain name of a file in a model directory, got '" + file + "'");
    }
  }

  private void write(Path file, Content content) throws IOException {
    try (FSDataOutputStream out = files.create(file, false)) {
      content.writeTo(new OpenUntilForced(out));
      if (out.hasCapability("hsync")) {
        out.hsync();
      }
    }
  }

  /** Many writers close what they were given; the file must stay open until it is on the disk. */
  private static final class OpenUntilForced extends FilterOutputStream {
    OpenUntilForced(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}

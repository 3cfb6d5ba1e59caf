package io.summand.spark;

import io.summand.model.Folder;
import io.summand.model.ModelFormatException;
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
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Folder} on any file system that Hadoop knows.
 *
 * <p>Where a rename is one operation, as on HDFS, the folder appears whole or not at all. An object
 * store copies file by file instead; a reader that comes too soon finds a file missing, and refuses
 * the folder as it refuses any that is not whole.
 */
public final class HadoopFolder implements Folder {
  private static final Logger LOG = LoggerFactory.getLogger(HadoopFolder.class);

  private final FileSystem files;
  private final Path path;

  public HadoopFolder(Path path, Configuration configuration) throws IOException {
    FileSystem found = path.getFileSystem(configuration);
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
  public void requirePublishable(Set<String> names, boolean overwrite) throws IOException {
    checkMayPublish(names, overwrite);
  }

  @Override
  public void publish(Map<String, Content> contents, boolean overwrite) throws IOException {
    contents.keySet().forEach(HadoopFolder::requirePlainName);
    checkMayPublish(contents.keySet(), overwrite);
    if (path.getParent() == null) {
      throw new IOException(name() + ": a root directory cannot hold a model; choose another one");
    }
    Path fresh = temporarySibling("new");
    try {
      files.mkdirs(fresh);
      for (Map.Entry<String, Content> content : contents.entrySet()) {
        write(new Path(fresh, content.getKey()), content.getValue());
      }
      // Writing can take minutes, in which another process may have published here.
      if (checkMayPublish(contents.keySet(), overwrite)) {
        replaceBy(fresh);
      } else {
        rename(fresh, path);
      }
    } finally {
      deleteIfLeft(fresh);
    }
  }

  /** The old directory is deleted last, and comes back if the new one cannot take its place. */
  private void replaceBy(Path fresh) throws IOException {
    Path old = temporarySibling("old");
    rename(path, old);
    try {
      rename(fresh, path);
    } catch (IOException | RuntimeException failure) {
      try {
        rename(old, path);
      } catch (IOException | RuntimeException lost) {
        String sentence = name() + ": the old version could not be moved back and is now at " + old;
        failure.addSuppressed(new IOException(sentence, lost));
      }
      throw failure;
    }
    deleteIfLeft(old);
  }

  /** Hadoop would move a directory into an existing one, and tells failure by a return value. */
  private void rename(Path from, Path to) throws IOException {
    if (files.exists(to)) {
      throw new FileAlreadyExistsException(to.toString(), null, "appeared just now");
    }
    if (!files.rename(from, to)) {
      throw new IOException("could not rename " + from + " to " + to);
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

  /** Says whether there is an old version to replace; throws if something else is in the way. */
  private boolean checkMayPublish(Set<String> names, boolean overwrite) throws IOException {
    if (!exists()) {
      return false;
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
    return true;
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

  /** A name no other process uses, so that what a killed one left behind is never in the way. */
  private Path temporarySibling(String role) {
    return new Path(path.getParent(), "." + path.getName() + "." + role + "-" + UUID.randomUUID());
  }

  private void write(Path file, Content content) throws IOException {
    try (FSDataOutputStream out = files.create(file, false)) {
      content.writeTo(new OpenUntilForced(out));
      if (out.hasCapability("hsync")) {
        out.hsync();
      }
    }
  }

  /** Deletes a directory. What cannot be deleted is only untidy, hence a warning. */
  private void deleteIfLeft(Path directory) {
    try {
      if (files.exists(directory)) {
        files.delete(directory, true);
      }
    } catch (IOException failure) {
      LOG.warn(
          "could not delete the temporary directory {}; delete it by hand", directory, failure);
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

package org.summand.model;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.summand.files.AtomicDirectory;
import org.summand.files.DiskSpace;
import org.summand.files.FileContent;
import org.summand.files.FileOperations;
import org.summand.files.TemporaryNames;

/**
 * The {@link Folder} of every file system: how one is read, and how it is published whole or not at
 * all.
 *
 * @param <P> a path of the file system
 */
public abstract class PublishedFolder<P> implements Folder {
  private final FileOperations<P> files;
  private final AtomicDirectory<P> atomic;
  private final P path;

  protected PublishedFolder(FileOperations<P> files, P path) {
    this.files = files;
    this.path = path;
    atomic = new AtomicDirectory<>(files);
  }

  @Override
  public final String name() {
    return path.toString();
  }

  @Override
  public final boolean exists() throws IOException {
    return files.exists(path);
  }

  @Override
  public final List<String> names() throws IOException {
    return files.isDirectory(path)
        ? files.list(path).stream().map(FileOperations.Entry::name).sorted().toList()
        : List.of();
  }

  @Override
  public final long size(String file) throws IOException {
    requirePlainName(file);
    if (!files.isDirectory(path)) {
      throw new ModelFormatException(name() + ": there is no such directory; check the path");
    }
    OptionalLong size = files.size(files.child(path, file));
    if (size.isEmpty()) {
      throw new ModelFormatException(
          name() + " has no file '" + file + "'; it is not a whole model directory");
    }
    return size.getAsLong();
  }

  @Override
  public final InputStream open(String file) throws IOException {
    size(file); // says what is missing
    return files.open(files.child(path, file));
  }

  @Override
  public final void requirePublishable(Set<String> names, boolean overwrite, long bytes)
      throws IOException {
    requireReplaceable(names, overwrite);
    P place = files.target(path);
    P parent = files.parent(place);
    while (parent != null && !files.exists(parent)) {
      parent = files.parent(parent);
    }
    if (parent == null) {
      throw isRoot();
    }
    if (!files.isDirectory(parent)) {
      throw new IOException(parent + " is a file; choose another directory");
    }
    tryToWriteIn(parent, TemporaryNames.ofNew(files.name(place)));
    long usable = files.usableBytes(parent);
    if (usable < bytes) {
      throw DiskSpace.tooLittle(parent.toString(), bytes, usable);
    }
  }

  /** Who may write is not told by permissions alone: /proc, a full or a read-only disk. */
  private void tryToWriteIn(P parent, String name) throws IOException {
    P trial = files.child(parent, name);
    try {
      files.createDirectories(trial);
      files.write(files.child(trial, "trial"), out -> out.write(1));
    } catch (IOException refused) {
      throw new IOException(
          "nothing can be written in " + parent + "; choose another directory", refused);
    } finally {
      atomic.deleteIfLeft(trial);
    }
  }

  @Override
  public final void publish(Map<String, FileContent> contents, boolean overwrite)
      throws IOException {
    contents.keySet().forEach(PublishedFolder::requirePlainName);
    requireReplaceable(contents.keySet(), overwrite);
    // A link to a directory is followed, as every other program that writes there would.
    P target = files.target(path);
    if (files.parent(target) == null) {
      throw isRoot();
    }
    P fresh = atomic.beside(target);
    try {
      files.createDirectories(fresh);
      for (Map.Entry<String, FileContent> content : contents.entrySet()) {
        FileContent writer = content.getValue();
        files.write(
            files.child(fresh, content.getKey()), out -> writer.writeTo(new OpenUntilForced(out)));
      }
      files.force(fresh);
      // Writing can take minutes, in which another process may have published here.
      if (requireReplaceable(contents.keySet(), overwrite)) {
        atomic.replace(fresh, target);
      } else {
        atomic.moveIn(fresh, target);
      }
    } finally {
      atomic.deleteIfLeft(fresh);
    }
  }

  /** Says whether there is an old version to replace; throws if something else is in the way. */
  private boolean requireReplaceable(Set<String> names, boolean overwrite) throws IOException {
    if (!exists()) {
      return false;
    }
    if (!overwrite) {
      throw refusal("exists already; choose another directory or pass --overwrite");
    }
    if (!files.isDirectory(path)) {
      throw refusal("is not a directory and will not be overwritten; choose another path");
    }
    List<FileOperations.Entry> entries = files.list(path);
    boolean flat = entries.stream().noneMatch(FileOperations.Entry::isDirectory);
    boolean ours = entries.stream().anyMatch(entry -> names.contains(entry.name()));
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

  private IOException isRoot() {
    return new IOException(
        name() + ": a root directory cannot hold a model; choose another directory");
  }

  private static void requirePlainName(String file) {
    Path name = Path.of(file);
    boolean plain = name.getNameCount() == 1 && !name.isAbsolute() && name.toString().equals(file);
    if (!plain || file.isEmpty() || file.equals(".") || file.equals("..")) {
      throw new IllegalArgumentException(
          "expected the plain name of a file in a model directory, got '" + file + "'");
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

package org.summand.model;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Folder} on a file system of this machine. */
public final class LocalFolder implements Folder {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFolder.class);

  private final Path path;

  public LocalFolder(Path path) {
    this.path = path;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public boolean exists() {
    return Files.exists(path, NOFOLLOW_LINKS);
  }

  @Override
  public long size(String file) throws IOException {
    return Files.size(existing(file));
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(existing(file));
  }

  @Override
  public List<String> names() throws IOException {
    return Files.isDirectory(path)
        ? list(path).stream().map(LocalFolder::fileName).sorted().toList()
        : List.of();
  }

  @Override
  public void requirePublishable(Set<String> files, boolean overwrite, long bytes)
      throws IOException {
    checkMayPublish(files, overwrite);
    Path place = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    Path parent = place.getParent();
    while (parent != null && !Files.exists(parent, NOFOLLOW_LINKS)) {
      parent = parent.getParent();
    }
    if (parent == null) {
      throw isRoot();
    }
    if (!Files.isDirectory(parent)) {
      throw new IOException(parent + " is a file; choose another directory");
    }
    // Who may write is not told by permissions alone: /proc, a full or a read-only disk.
    Path trial = parent.resolve(TemporaryNames.ofNew(fileName(place)));
    try {
      Files.createDirectory(trial);
      write(trial.resolve("trial"), out -> out.write(1));
    } catch (IOException refused) {
      throw new IOException(
          "nothing can be written in " + parent + "; choose another directory", refused);
    } finally {
      deleteIfLeft(trial);
    }
    requireRoom(parent, bytes);
  }

  private void requireRoom(Path parent, long bytes) throws IOException {
    long room = Files.getFileStore(parent).getUsableSpace();
    if (room < bytes) {
      throw DiskSpace.tooLittle(parent.toString(), bytes, room);
    }
  }

  private IOException isRoot() {
    return new IOException(
        name() + ": a root directory cannot hold a model; choose another directory");
  }

  @Override
  public void publish(Map<String, Content> files, boolean overwrite) throws IOException {
    for (String file : files.keySet()) {
      requirePlainName(file);
    }
    checkMayPublish(files.keySet(), overwrite);
    // A link to a directory is followed, as every other program that writes there would.
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw isRoot();
    }
    Files.createDirectories(parent);
    Path fresh = target.resolveSibling(TemporaryNames.ofNew(fileName(target)));
    try {
      Files.createDirectory(fresh);
      for (Map.Entry<String, Content> file : files.entrySet()) {
        write(fresh.resolve(file.getKey()), file.getValue());
      }
      forceDirectory(fresh);
      // Writing can take minutes, in which another process may have published here.
      if (checkMayPublish(files.keySet(), overwrite)) {
        replace(target, fresh);
      } else {
        Files.move(fresh, target, ATOMIC_MOVE); // fails if a model appeared just now
        forceDirectory(parent);
      }
    } finally {
      deleteIfLeft(fresh);
    }
  }

  /**
   * Moves {@code fresh} to where {@code target} lies. The old directory is deleted last, and comes
   * back if the new one cannot take its place.
   */
  static void replace(Path target, Path fresh) throws IOException {
    Path old = target.resolveSibling(TemporaryNames.ofOld(fileName(target)));
    Files.move(target, old, ATOMIC_MOVE);
    try {
      Files.move(fresh, target, ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      moveBack(old, target, e);
      throw e;
    }
    forceDirectory(target.getParent());
    deleteIfLeft(old);
  }

  private static void moveBack(Path old, Path target, Exception reason) {
    try {
      Files.move(old, target, ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      String sentence = target + ": the old version could not be moved back and is now at " + old;
      reason.addSuppressed(new IOException(sentence, e));
    }
  }

  private Path existing(String file) {
    requirePlainName(file);
    if (!Files.isDirectory(path)) {
      throw new ModelFormatException(name() + ": there is no such directory; check the path");
    }
    Path found = path.resolve(file);
    if (!Files.isRegularFile(found)) {
      throw new ModelFormatException(
          name() + " has no file '" + file + "'; it is not a whole model directory");
    }
    return found;
  }

  /** Says whether there is an old version to replace; throws if something else is in the way. */
  private boolean checkMayPublish(Set<String> files, boolean overwrite) throws IOException {
    if (!exists()) {
      return false;
    }
    if (!overwrite) {
      throw refusal("exists already; choose another directory or pass --overwrite");
    }
    if (!Files.isDirectory(path)) {
      throw refusal("is not a directory and will not be overwritten; choose another path");
    }
    List<Path> entries = list(path);
    boolean flat = entries.stream().noneMatch(entry -> Files.isDirectory(entry, NOFOLLOW_LINKS));
    boolean ours =
        entries.stream().anyMatch(entry -> files.contains(entry.getFileName().toString()));
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
    Path name = Path.of(file);
    boolean plain = name.getNameCount() == 1 && !name.isAbsolute() && name.toString().equals(file);
    if (!plain || file.isEmpty() || file.equals(".") || file.equals("..")) {
      throw new IllegalArgumentException(
          "expected the plain name of a file in a model directory, got '" + file + "'");
    }
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static void write(Path file, Content content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(new OpenUntilForced(out));
      out.flush();
      channel.force(true);
    }
  }

  /** Forces the names in a directory to the disk; only POSIX systems open directories for that. */
  private static void forceDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  /** Deletes a flat directory. What cannot be deleted is only untidy, hence a warning. */
  private static void deleteIfLeft(Path directory) {
    if (!Files.exists(directory, NOFOLLOW_LINKS)) {
      return;
    }
    try {
      for (Path file : list(directory)) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      LOG.warn("could not delete the temporary directory {}; delete it by hand", directory, e);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
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

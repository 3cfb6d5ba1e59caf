package org.summand.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The file systems of this machine. */
public final class LocalFiles implements FileOperations<Path> {
  @Override
  public Path parent(Path path) {
    return path.getParent();
  }

  @Override
  public String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public Path child(Path directory, String name) {
    return directory.resolve(name);
  }

  @Override
  public Path target(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path, NOFOLLOW_LINKS);
  }

  @Override
  public boolean isDirectory(Path path) {
    return Files.isDirectory(path);
  }

  @Override
  public List<Entry> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> new Entry(name(entry), Files.isDirectory(entry, NOFOLLOW_LINKS)))
          .toList();
    }
  }

  @Override
  public OptionalLong size(Path file) throws IOException {
    return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
  }

  @Override
  public InputStream open(Path file) throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    Path parent = directory.getParent();
    // A link to a directory is followed; createDirectories alone would refuse it.
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
    }
    Files.createDirectory(directory);
  }

  @Override
  public void write(Path file, FileContent content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }

  /** Only POSIX systems open directories for that. */
  @Override
  public void force(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  /** Not what lies in directories within: nothing of ours has any. */
  @Override
  public void delete(Path directory) throws IOException {
    for (Entry entry : list(directory)) {
      Files.delete(directory.resolve(entry.name()));
    }
    Files.delete(directory);
  }

  @Override
  public long usableBytes(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }
}

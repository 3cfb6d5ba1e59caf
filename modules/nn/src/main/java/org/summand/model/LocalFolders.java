package org.summand.model;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.summand.files.TemporaryNames;

/** {@link Folders} on a file system of this machine. */
public final class LocalFolders implements Folders {
  private final Path path;

  public LocalFolders(Path path) {
    this.path = path;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public List<String> directories() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> String.valueOf(entry.getFileName()))
          .toList();
    }
  }

  @Override
  public Folder folder(String name) {
    return new LocalFolder(path.resolve(name));
  }

  @Override
  public void delete(String name) throws IOException {
    Path folder = path.resolve(name);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Override
  public boolean create(String file, String text) throws IOException {
    // A link to a directory is followed; createDirectories alone would refuse it.
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
    }
    // Written under another name first: who sees the file sees all of it.
    Path whole = Files.writeString(path.resolve(TemporaryNames.ofNew(file)), text, CREATE_NEW);
    try {
      return appears(whole, path.resolve(file), text);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static boolean appears(Path whole, Path file, String text) throws IOException {
    try {
      try {
        Files.createLink(file, whole);
      } catch (FileAlreadyExistsException there) {
        throw there;
      } catch (IOException | UnsupportedOperationException noLinks) {
        Files.writeString(file, text, CREATE_NEW); // a file system without hard links
      }
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  @Override
  public void write(String file, String text) throws IOException {
    Path whole = Files.writeString(path.resolve(TemporaryNames.ofNew(file)), text, CREATE_NEW);
    try {
      Files.move(whole, path.resolve(file), ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  @Override
  public Optional<String> read(String file) throws IOException {
    try (InputStream in = Files.newInputStream(path.resolve(file))) {
      return Optional.of(new String(in.readNBytes(MOST_SMALL_BYTES), StandardCharsets.UTF_8));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  @Override
  public void deleteFile(String file) throws IOException {
    Files.deleteIfExists(path.resolve(file));
  }
}

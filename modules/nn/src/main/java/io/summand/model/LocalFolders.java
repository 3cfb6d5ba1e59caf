package io.summand.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
}

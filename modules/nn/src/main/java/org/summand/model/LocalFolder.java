package org.summand.model;

import java.nio.file.Path;
import org.summand.files.LocalFiles;

/** A {@link Folder} on a file system of this machine. */
public final class LocalFolder extends PublishedFolder<Path> {
  public LocalFolder(Path path) {
    super(new LocalFiles(), path);
  }
}

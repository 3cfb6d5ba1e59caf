package org.summand.compute.choice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code auto} chose before, a small file for each circumstance in the user's cache folder.
 *
 * <p>A file holds all it depends on in words, and counts only if every one of them is what was
 * asked for: a damaged file, a file that cannot be read and none at all are the same. Where nothing
 * can be written, nothing is remembered, and nothing is said of it.
 */
final class Verdicts {
  /** A driver's parts may change without a trace in its name; so a verdict does not last. */
  private static final Duration LASTS = Duration.ofDays(30);

  private static final int MOST_FILES = 200;
  private static final long LONGEST_FILE = 64 << 10;
  private static final String ENDING = ".device";

  private final Optional<Path> folder;

  /**
   * @param folder where the files are, or would be; empty for a memory that holds nothing
   */
  Verdicts(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Those of this user, in {@code $XDG_CACHE_HOME/summand} or {@code ~/.cache/summand}. */
  static Verdicts ofUser() {
    return new Verdicts(
        folder(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home", "")));
  }

  /** The folder for a cache folder, which may be null, and a home; neither counts if relative. */
  static Optional<Path> folder(String cache, String home) {
    try {
      Path asked = Path.of(cache == null ? "" : cache);
      Path usual = Path.of(home).resolve(".cache");
      return Stream.of(asked, usual)
          .filter(Path::isAbsolute)
          .findFirst()
          .map(base -> base.resolve("summand").resolve("devices"));
    } catch (IllegalArgumentException noPath) {
      return Optional.empty();
    }
  }

  /** The name of the device that was chosen in these circumstances, and not long ago. */
  Optional<String> find(String circumstances) {
    try {
      Path file = folder.map(in -> in.resolve(fileName(circumstances))).orElse(null);
      if (file == null || !isRecent(file) || Files.size(file) > LONGEST_FILE) {
        return Optional.empty();
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String before = circumstances + "\nverdict ";
      return text.startsWith(before) && text.endsWith("\n")
          ? Optional.of(text.substring(before.length(), text.length() - 1))
          : Optional.empty();
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isRecent(Path file) throws IOException {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    Duration age = Duration.between(written, Instant.now()).abs();
    return age.compareTo(LASTS) < 0;
  }

  /** Remembers a choice, in place of an earlier one in the same circumstances. */
  void keep(String circumstances, String device) {
    if (folder.isEmpty()) {
      return;
    }
    Path scratch = null;
    try {
      Files.createDirectories(folder.get());
      scratch = Files.createTempFile(folder.get(), "new", ".tmp");
      Files.writeString(scratch, circumstances + "\nverdict " + device + "\n");
      Files.move(
          scratch,
          folder.get().resolve(fileName(circumstances)),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      keepFew();
    } catch (IOException | RuntimeException unwritable) {
      delete(scratch);
    }
  }

  private void keepFew() throws IOException {
    List<Path> files = files();
    if (files.size() > MOST_FILES) {
      FileTime limit =
          files.stream().map(Verdicts::time).sorted().toList().get(files.size() - MOST_FILES / 2);
      files.stream().filter(file -> time(file).compareTo(limit) < 0).forEach(Verdicts::delete);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  /** Forgets everything. */
  void forget() {
    try {
      files().forEach(Verdicts::delete);
    } catch (IOException | RuntimeException nothingThere) {
      // Nothing was remembered.
    }
  }

  private List<Path> files() throws IOException {
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files.filter(file -> String.valueOf(file.getFileName()).endsWith(ENDING)).toList();
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | RuntimeException stays) {
      // It counts no longer, or for as long as it lasts.
    }
  }

  private static String fileName(String circumstances) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(circumstances.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash) + ENDING;
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}

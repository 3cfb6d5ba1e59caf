package org.summand.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder where measurements are kept: all of them in a JSON file, and what they say in a page
 * beside it, between two lines that begin and end what is written here.
 */
public final class RecordFolder {
  /** The line of a page after which its prose goes on. */
  public static final String END = "<!-- End of what is written. -->";

  private final Path folder;
  private final String begin;
  private final String title;
  private final Path json;
  private final Path page;

  /**
   * @param name of the two files, without their endings
   * @param writer the command that writes them
   * @param title of a page that is not there yet
   */
  public RecordFolder(Path folder, String name, String writer, String title) {
    this.folder = folder;
    this.title = title;
    begin = begin(name, writer);
    json = folder.resolve(name + ".json");
    page = folder.resolve(name + ".md");
  }

  /** The line of a page after which it is written by a command. */
  static String begin(String name, String writer) {
    return "<!-- Written by " + writer + " from " + name + ".json. -->";
  }

  /** The file of all measurements. */
  public Path json() {
    return json;
  }

  /**
   * Makes the folder if there is none, and looks at what is there, so that nothing is measured that
   * cannot be kept.
   *
   * @throws IOException in a sentence for the user
   */
  public void requireWritable() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + " is a file; --record needs a folder");
    }
    if (!Files.exists(folder)) {
      makeFolder();
    }
    if (!isWritable()) {
      throw new IOException(folder + " cannot be written; --record needs a folder that can");
    }
    for (Path file : List.of(json, page)) {
      if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
        throw new IOException(file + " is no file that can be written; move it out of the way");
      }
    }
    page("");
  }

  /** Tried, because root may write anywhere by its rights and yet not everywhere. */
  private boolean isWritable() {
    if (!Files.isWritable(folder)) {
      return false;
    }
    try {
      Files.delete(Files.createTempFile(folder, "benchmarks", null));
      return true;
    } catch (IOException impossible) {
      return false;
    }
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileSystemException impossible) {
      String why = impossible.getReason() == null ? "no permission" : impossible.getReason();
      throw new IOException("the folder " + folder + " cannot be made: " + why, impossible);
    }
  }

  /**
   * What is kept, if anything is.
   *
   * @throws IOException where the file holds something else
   */
  public <T> Optional<T> read(Class<T> type) throws IOException {
    if (!Files.exists(json)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readString(json), type));
    } catch (JsonProcessingException wrong) {
      throw new IOException(
          json + " does not hold runs of these benchmarks: " + wrong.getOriginalMessage(), wrong);
    }
  }

  /** The page as it is to be: what is there already around the written part, and a new one. */
  public String page(String written) throws IOException {
    String text =
        Files.exists(page)
            ? Files.readString(page)
            : "# " + title + "\n\n" + begin + "\n" + END + "\n";
    int from = text.indexOf(begin);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(
          page + " has no lines '" + begin + "' and '" + END + "' for the tables to stand between");
    }
    return text.substring(0, from) + begin + "\n\n" + written + "\n" + text.substring(to);
  }

  /** Keeps measurements, and writes what they say into the page. */
  public void write(Object measurements, String written) throws IOException {
    String text = page(written);
    Files.writeString(
        json, Json.MAPPER.writer(Json.printer()).writeValueAsString(measurements) + "\n");
    Files.writeString(page, text);
  }

  /** Writes the page again. */
  public void rewritePage(String written) throws IOException {
    Files.writeString(page, page(written));
  }
}

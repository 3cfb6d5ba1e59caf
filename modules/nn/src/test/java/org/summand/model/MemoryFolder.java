package org.summand.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.summand.files.FileContent;

/** A {@link Folder} whose files a test alters at will. */
public final class MemoryFolder implements Folder {
  private final String name;
  private final Map<String, byte[]> files = new TreeMap<>();

  public MemoryFolder(String name) {
    this.name = name;
  }

  /** The same files, to be altered on their own. */
  public MemoryFolder copy() {
    MemoryFolder copy = new MemoryFolder(name);
    copy.files.putAll(files);
    return copy;
  }

  /** The names of the files. */
  public Set<String> files() {
    return Set.copyOf(files.keySet());
  }

  /** The bytes of a file; not to be written. */
  public byte[] bytes(String file) {
    return files.get(file);
  }

  /** The bytes of all files together. */
  public long size() {
    return files.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  /** Replaces a file, and nothing else: its checksum no longer fits. */
  public void put(String file, byte[] bytes) {
    files.put(file, bytes);
  }

  /** Replaces a file and every checksum that depends on it, as whoever can write the model can. */
  public void putSealed(String file, byte[] bytes) {
    String was = sum(files.get(file));
    files.put(file, bytes);
    for (String other : new String[] {ModelFiles.METADATA, ModelFiles.SUMS}) {
      String text = new String(files.get(other), StandardCharsets.ISO_8859_1);
      String sealed = text.replace(was, sum(bytes));
      if (!other.equals(file) && !sealed.equals(text)) {
        putSealed(other, sealed.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static String sum(byte[] bytes) {
    Sha256 sum = new Sha256();
    try (InputStream in = sum.readingFrom(new ByteArrayInputStream(bytes))) {
      in.readAllBytes();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return sum.hex();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean exists() {
    return !files.isEmpty();
  }

  @Override
  public long size(String file) {
    return existing(file).length;
  }

  @Override
  public InputStream open(String file) {
    return new ByteArrayInputStream(existing(file));
  }

  private byte[] existing(String file) {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new ModelFormatException(name + " has no file '" + file + "'");
    }
    return bytes;
  }

  @Override
  public List<String> names() {
    return files.keySet().stream().sorted().toList();
  }

  @Override
  public void requirePublishable(Set<String> names, boolean overwrite, long bytes) {}

  @Override
  public void publish(Map<String, FileContent> contents, boolean overwrite) throws IOException {
    for (Map.Entry<String, FileContent> content : contents.entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.getValue().writeTo(bytes);
      files.put(content.getKey(), bytes.toByteArray());
    }
  }
}

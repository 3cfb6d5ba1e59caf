package org.summand.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.summand.files.FileContent;
import org.summand.nn.Parameter;

/**
 * A model's directory: {@code weights.safetensors}, {@code model.json} and {@code SHA256SUMS}, the
 * checksums of both in the form that {@code sha256sum --check} reads. A checkpoint has more files
 * of tensors beside the weights.
 */
final class ModelFiles {
  static final String WEIGHTS = "weights.safetensors";
  static final String ENDING = ".safetensors";
  static final String METADATA = "model.json";
  static final String SUMS = "SHA256SUMS";

  /** A model of a million named columns has metadata of a few tens of megabytes. */
  private static final long MOST_METADATA_BYTES = 64 << 20;

  private static final long MOST_SUMS_BYTES = 1 << 12;

  private static final long ABOUT_METADATA = 1 << 20;
  private static final int ABOUT_A_HEAD = 1 << 8;

  private ModelFiles() {}

  /** Checks that a model may be written there; see {@link Folder#requirePublishable}. */
  static void requireWritable(Folder folder, boolean overwrite, long weights) throws IOException {
    requireNothingElse(folder, overwrite);
    folder.requirePublishable(
        Set.of(WEIGHTS, METADATA, SUMS), overwrite, weights * Float.BYTES + ABOUT_METADATA);
  }

  /**
   * Checks that what would be replaced is a model: one is known by its metadata, and by there being
   * nothing else. Names alone do not tell: many put a file SHA256SUMS beside their own.
   */
  static void requireNothingElse(Folder folder, boolean overwrite) throws IOException {
    List<String> names = overwrite ? folder.names() : List.of();
    for (String name : names) {
      if (!isOurs(name)) {
        throw notAModel(folder, "it holds " + name);
      }
    }
    if (!names.isEmpty() && (!names.contains(METADATA) || !isMetadata(folder))) {
      throw notAModel(folder, "it has no " + METADATA + " of Summand's");
    }
  }

  private static boolean isOurs(String name) {
    // Hadoop's checksums come along when a model is copied with its tools.
    return name.equals(METADATA)
        || name.equals(SUMS)
        || ModelJson.TENSOR_FILE.matcher(name).matches()
        || (name.startsWith(".") && name.endsWith(".crc"));
  }

  private static boolean isMetadata(Folder folder) throws IOException {
    try (InputStream in = folder.open(METADATA)) {
      String begin = new String(in.readNBytes(ABOUT_A_HEAD), StandardCharsets.UTF_8);
      return begin.contains("\"" + ModelJson.FORMAT + "\"");
    }
  }

  private static FileAlreadyExistsException notAModel(Folder folder, String why) {
    return new FileAlreadyExistsException(
        folder.name(),
        null,
        "does not look like an earlier model and will not be overwritten ("
            + why
            + "); choose another directory");
  }

  static void write(SavedState state, Folder folder, boolean overwrite) throws IOException {
    NetworkModel model = state.model();
    // Written in this order, so that each file can name the checksums of those before it.
    Map<String, FileContent> files = new LinkedHashMap<>();
    Map<String, Sha256> sums = new LinkedHashMap<>();
    addTensors(files, sums, WEIGHTS, model, model.weights());
    state.arrays().forEach((name, array) -> addTensors(files, sums, name + ENDING, model, array));
    Sha256 metadataSum = new Sha256();
    files.put(METADATA, out -> metadataSum.writingTo(out).write(metadata(model, sums)));
    files.put(
        SUMS,
        out -> out.write(sums(hex(sums), metadataSum.hex()).getBytes(StandardCharsets.US_ASCII)));
    folder.publish(files, overwrite);
  }

  private static byte[] metadata(NetworkModel model, Map<String, Sha256> sums) throws IOException {
    return ModelJson.print(new ModelJson.Content(model.metadata(), hex(sums)));
  }

  private static void addTensors(
      Map<String, FileContent> files,
      Map<String, Sha256> sums,
      String file,
      NetworkModel model,
      float[] array) {
    if (!isFinite(array)) {
      throw new IllegalArgumentException(
          file + " would hold values that are not finite numbers; such a model is not saved");
    }
    Sha256 sum = new Sha256();
    sums.put(file, sum);
    files.put(
        file,
        out ->
            Safetensors.write(
                sum.writingTo(out),
                tensors(model.network().parameters()),
                array,
                Map.of("format", "summand")));
  }

  private static Map<String, String> hex(Map<String, Sha256> sums) {
    Map<String, String> hex = new LinkedHashMap<>();
    sums.forEach((file, sum) -> hex.put(file, sum.hex()));
    return hex;
  }

  static SavedState read(Folder folder) throws IOException {
    if (!folder.exists()) {
      throw new ModelFormatException(
          "there is no model at " + folder.name() + "; name the directory that training wrote");
    }
    String sums = new String(readSmall(folder, SUMS, MOST_SUMS_BYTES), StandardCharsets.US_ASCII);
    byte[] metadataBytes = readSmall(folder, METADATA, MOST_METADATA_BYTES);
    String where = folder.name() + "/" + METADATA;
    String metadataSum = sum(metadataBytes);
    // Looked at before the metadata are read, so that damage is called damage.
    if (!sums.endsWith(line(METADATA, metadataSum))) {
      throw altered(where);
    }
    ModelJson.Content content =
        ModelJson.read(metadataBytes, where, folder.size(WEIGHTS) / Float.BYTES);
    if (!sums.equals(sums(content.tensorSums(), metadataSum))) {
      throw altered(where);
    }
    ModelMetadata metadata = content.metadata();
    Map<String, float[]> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : content.tensorSums().entrySet()) {
      String name = file.getKey().substring(0, file.getKey().length() - ENDING.length());
      arrays.put(name, readTensors(folder, file.getKey(), metadata, file.getValue()));
    }
    float[] weights = arrays.remove(WEIGHTS.substring(0, WEIGHTS.length() - ENDING.length()));
    return new SavedState(new NetworkModel(metadata, weights), arrays);
  }

  private static float[] readTensors(
      Folder folder, String file, ModelMetadata metadata, String expectedSum) throws IOException {
    String where = folder.name() + "/" + file;
    Sha256 sum = new Sha256();
    try (InputStream in = folder.open(file)) {
      float[] floats =
          Safetensors.read(
              sum.readingFrom(in),
              folder.size(file),
              tensors(metadata.network().parameters()),
              where);
      if (!sum.hex().equals(expectedSum)) {
        throw altered(where);
      }
      if (!isFinite(floats)) {
        throw new ModelFormatException(
            where + " holds values that are not finite numbers; train the model again");
      }
      return floats;
    }
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  static List<Safetensors.Tensor> tensors(List<Parameter> parameters) {
    return parameters.stream()
        .map(
            p ->
                new Safetensors.Tensor(
                    p.name(),
                    p.isBias() && p.rows() == 1
                        ? new int[] {p.cols()}
                        : new int[] {p.rows(), p.cols()},
                    p.offset()))
        .toList();
  }

  private static String sums(Map<String, String> tensorSums, String metadataSum) {
    StringBuilder text = new StringBuilder();
    tensorSums.forEach((file, sum) -> text.append(line(file, sum)));
    return text.append(line(METADATA, metadataSum)).toString();
  }

  private static String line(String file, String sum) {
    return sum + "  " + file + "\n";
  }

  private static String sum(byte[] bytes) throws IOException {
    Sha256 sum = new Sha256();
    try (OutputStream out = sum.writingTo(OutputStream.nullOutputStream())) {
      out.write(bytes);
    }
    return sum.hex();
  }

  private static byte[] readSmall(Folder folder, String file, long most) throws IOException {
    long size = folder.size(file);
    if (size > most) {
      throw new ModelFormatException(
          folder.name()
              + "/"
              + file
              + " has "
              + size
              + " bytes, more than the "
              + most
              + " that a model's may have; it is not a model written by Summand");
    }
    try (InputStream in = folder.open(file)) {
      return in.readNBytes((int) size);
    }
  }

  private static ModelFormatException altered(String where) {
    return new ModelFormatException(
        where
            + " does not fit its SHA-256: the file was damaged or altered after it was written;"
            + " restore it, or train again");
  }
}

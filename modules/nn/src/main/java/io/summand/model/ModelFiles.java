package io.summand.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.summand.nn.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model's directory: {@code weights.safetensors}, {@code model.json} and {@code SHA256SUMS}, the
 * checksums of both in the form that {@code sha256sum --check} reads.
 */
final class ModelFiles {
  static final String WEIGHTS = "weights.safetensors";
  static final String CARD = "model.json";
  static final String SUMS = "SHA256SUMS";

  /** A model of a million named columns has a card of a few tens of megabytes. */
  private static final long MOST_CARD_BYTES = 64 << 20;

  private static final long MOST_SUMS_BYTES = 1 << 10;

  private ModelFiles() {}

  /** Checks that a model may be written there; see {@link Folder#requirePublishable}. */
  static void requireWritable(Folder folder, boolean overwrite) throws IOException {
    folder.requirePublishable(Set.of(WEIGHTS, CARD, SUMS), overwrite);
  }

  static void write(NetworkModel model, Folder folder, boolean overwrite) throws IOException {
    Sha256 weightsSum = new Sha256();
    Sha256 cardSum = new Sha256();
    // Written in this order, so that each file can name the checksum of those before it.
    Map<String, Folder.Content> files = new LinkedHashMap<>();
    files.put(
        WEIGHTS,
        out ->
            Safetensors.write(
                weightsSum.writingTo(out),
                tensors(model.network().parameters()),
                model.weights(),
                Map.of("format", "summand")));
    files.put(
        CARD, out -> cardSum.writingTo(out).write(ModelJson.print(model.card(), weightsSum.hex())));
    files.put(SUMS, out -> out.write(sums(weightsSum.hex(), cardSum.hex())));
    folder.publish(files, overwrite);
  }

  static NetworkModel read(Folder folder) throws IOException {
    if (!folder.exists()) {
      throw new ModelFormatException(
          "there is no model at " + folder.name() + "; name the directory that training wrote");
    }
    String sums = new String(readSmall(folder, SUMS, MOST_SUMS_BYTES), StandardCharsets.US_ASCII);
    byte[] cardBytes = readSmall(folder, CARD, MOST_CARD_BYTES);
    String where = folder.name() + "/" + CARD;
    JsonNode json = ModelJson.parse(cardBytes, where);
    String weightsSum = ModelJson.weightsSum(json, where);
    if (!sums.equals(new String(sums(weightsSum, sum(cardBytes)), StandardCharsets.US_ASCII))) {
      throw altered(where);
    }
    ModelCard card = ModelJson.card(json, where);
    return new NetworkModel(card, readWeights(folder, card, weightsSum));
  }

  private static float[] readWeights(Folder folder, ModelCard card, String expectedSum)
      throws IOException {
    String where = folder.name() + "/" + WEIGHTS;
    Sha256 sum = new Sha256();
    try (InputStream in = folder.open(WEIGHTS)) {
      float[] weights =
          Safetensors.read(
              sum.readingFrom(in),
              folder.size(WEIGHTS),
              tensors(card.network().parameters()),
              where);
      if (!sum.hex().equals(expectedSum)) {
        throw altered(where);
      }
      return weights;
    }
  }

  static List<Safetensors.Tensor> tensors(List<Parameter> parameters) {
    return parameters.stream()
        .map(
            p ->
                new Safetensors.Tensor(
                    p.name(),
                    p.isBias() ? new int[] {p.cols()} : new int[] {p.rows(), p.cols()},
                    p.offset()))
        .toList();
  }

  private static byte[] sums(String weightsSum, String cardSum) {
    String text = weightsSum + "  " + WEIGHTS + "\n" + cardSum + "  " + CARD + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String sum(byte[] bytes) throws IOException {
    Sha256 sum = new Sha256();
    try (OutputStream out = sum.writingTo(new ByteArrayOutputStream(bytes.length))) {
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

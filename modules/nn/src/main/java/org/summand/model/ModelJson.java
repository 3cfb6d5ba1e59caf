package org.summand.model;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;

/**
 * {@code model.json}: prints metadata, and reads them without believing anything in it. The reader
 * takes the fields in the order in which they are printed, so that it knows how long a list may be
 * before it reads one.
 */
final class ModelJson {
  static final String FORMAT = "summand-model";
  private static final int VERSION = 2;

  /** Two thousand layers with dropout between them; parsing takes memory beside the text. */
  private static final int LONGEST_NETWORK = 1 << 16;

  private static final int MOST_SETTINGS = 1000;

  static final Pattern TENSOR_FILE = Pattern.compile("[a-z][a-z0-9]{0,31}\\.safetensors");
  private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST_TENSOR_FILES = 8;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final StrictJson json;
  private final String where;

  private ModelJson(StrictJson json, String where) {
    this.json = json;
    this.where = where;
  }

  /**
   * What {@code model.json} says.
   *
   * @param metadata of the model
   * @param tensorSums the checksum of each file of tensors, by the file's name, in order
   */
  record Content(ModelMetadata metadata, Map<String, String> tensorSums) {}

  static byte[] print(Content content) throws IOException {
    ModelMetadata metadata = content.metadata();
    requireReadable(metadata);
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    json.put("network", metadata.network().toString());
    json.put("step", metadata.step());
    json.put("seed", metadata.seed());
    EncoderJson.print(metadata.encoder(), json.putObject("features"));
    ObjectNode label = json.putObject("label");
    metadata.labels().forEach(label.putArray("names")::add);
    metadata.classes().forEach(label.putArray("classes")::add);
    ArrayNode mean = label.putArray("mean");
    ArrayNode deviation = label.putArray("deviation");
    for (double value : metadata.targetScaling().mean()) {
      mean.add(value);
    }
    for (double value : metadata.targetScaling().deviation()) {
      deviation.add(value);
    }
    ObjectNode configuration = json.putObject("configuration");
    new TreeMap<>(metadata.configuration()).forEach(configuration::put);
    ObjectNode sums = json.putObject("sha256");
    content.tensorSums().forEach(sums::put);
    return MAPPER.writeValueAsBytes(json);
  }

  private static void requireReadable(ModelMetadata metadata) {
    if (metadata.network().toString().length() > LONGEST_NETWORK
        || metadata.configuration().size() > MOST_SETTINGS) {
      throw new IllegalArgumentException(
          "a model's network is at most "
              + LONGEST_NETWORK
              + " characters long, its configuration at most "
              + MOST_SETTINGS
              + " settings");
    }
  }

  /**
   * Reads what {@link #print} prints, and nothing else.
   *
   * @param mostWeights what the file of weights has room for; a network of more is refused before
   *     anything is made for it
   * @throws ModelFormatException naming what is wrong
   */
  static Content read(byte[] bytes, String where, long mostWeights) {
    return StrictJson.read(
        bytes,
        where,
        "it was not written by Summand, or altered since; restore it",
        json -> new ModelJson(json, where).content(mostWeights));
  }

  private Content content(long mostWeights) throws IOException {
    requireFormat();
    Network network = network(mostWeights);
    long step = json.integerField("step");
    long seed = json.integerField("seed");
    json.open("features");
    TableEncoder encoder = encoder(network);
    json.close("features");
    json.open("label");
    List<String> labels = json.texts("names", network.outputs());
    List<String> classes = json.texts("classes", network.head().names());
    double[] mean = json.doubles("mean", network.numbers());
    double[] deviation = json.doubles("deviation", network.numbers());
    json.close("label");
    Map<String, String> configuration = map("configuration", MOST_SETTINGS);
    Map<String, String> sums = map("sha256", MOST_TENSOR_FILES);
    requireTensorFiles(sums);
    json.close("the card");
    try {
      ModelMetadata metadata =
          new ModelMetadata(
              network,
              encoder,
              labels,
              classes,
              new TargetScaling(mean, deviation),
              step,
              seed,
              configuration);
      return new Content(metadata, sums);
    } catch (IllegalArgumentException inconsistent) {
      throw contradiction(inconsistent);
    }
  }

  private TableEncoder encoder(Network network) throws IOException {
    try {
      return EncoderJson.read(json, network);
    } catch (IllegalArgumentException inconsistent) {
      throw contradiction(inconsistent);
    }
  }

  private void requireFormat() throws IOException {
    json.field("format");
    if (!json.nextText("'format'").equals(FORMAT)) {
      throw new ModelFormatException(
          where + " is not the card of a Summand model; name another directory");
    }
    long version = json.integerField("version");
    if (version != VERSION) {
      throw new ModelFormatException(
          where
              + " is of format version "
              + version
              + ", and this Summand reads "
              + VERSION
              + (version > VERSION
                  ? "; use a newer Summand"
                  : "; it was written before columns had kinds, so train it again"));
    }
  }

  private Network network(long mostWeights) throws IOException {
    json.field("network");
    String text = json.nextText("'network'");
    if (text.length() > LONGEST_NETWORK) {
      throw json.fault("the network's text is longer than " + LONGEST_NETWORK + " characters");
    }
    try {
      Network network = Network.parse(text);
      if (network.weightCount() > mostWeights) {
        throw json.fault(
            "the network has "
                + network.weightCount()
                + " weights, more than "
                + ModelFiles.WEIGHTS
                + " has room for");
      }
      return network;
    } catch (IllegalArgumentException unfit) {
      throw contradiction(unfit);
    }
  }

  private ModelFormatException contradiction(IllegalArgumentException inconsistent) {
    // What follows the first line would be the network's text, which may be long.
    String sentence = inconsistent.getMessage().lines().findFirst().orElse("");
    return new ModelFormatException(
        where + " contradicts itself: " + StrictJson.shortened(sentence) + "; restore it",
        inconsistent);
  }

  private void requireTensorFiles(Map<String, String> sums) {
    if (!sums.containsKey(ModelFiles.WEIGHTS)) {
      throw json.fault("'sha256' does not name '" + ModelFiles.WEIGHTS + "'");
    }
    sums.forEach(
        (file, sum) -> {
          if (!TENSOR_FILE.matcher(file).matches() || !SUM.matcher(sum).matches()) {
            throw json.fault(
                "'sha256' has '"
                    + StrictJson.shortened(file)
                    + "', which is no file of tensors with a checksum");
          }
        });
  }

  private Map<String, String> map(String field, int most) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    json.open(field);
    while (json.nextIsNot(JsonToken.END_OBJECT)) {
      json.requireAtMost(most, texts.size() + 1, field);
      String name = json.currentName();
      texts.put(name, json.nextText("'" + StrictJson.shortened(name) + "'"));
    }
    return texts;
  }
}

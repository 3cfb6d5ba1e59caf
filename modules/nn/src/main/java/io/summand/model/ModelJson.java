package io.summand.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.summand.data.Scaling;
import io.summand.nn.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code model.json}: prints a card, and reads one without believing anything in it. */
final class ModelJson {
  private static final String FORMAT = "summand-model";
  private static final int VERSION = 1;

  private static final Pattern TENSOR_FILE = Pattern.compile("[a-z][a-z0-9]{0,31}\\.safetensors");
  private static final int MOST_TENSOR_FILES = 8;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ModelJson() {}

  static byte[] print(ModelCard card, Map<String, String> tensorSums) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    json.put("network", card.network().toString());
    json.put("step", card.step());
    json.put("seed", card.seed());
    ObjectNode features = json.putObject("features");
    card.features().forEach(features.putArray("names")::add);
    ArrayNode offset = features.putArray("offset");
    ArrayNode factor = features.putArray("factor");
    for (float value : card.scaling().offset()) {
      offset.add(value);
    }
    for (float value : card.scaling().factor()) {
      factor.add(value);
    }
    ObjectNode label = json.putObject("label");
    card.labels().forEach(label.putArray("names")::add);
    card.classes().forEach(label.putArray("classes")::add);
    ObjectNode configuration = json.putObject("configuration");
    new TreeMap<>(card.configuration()).forEach(configuration::put);
    ObjectNode sums = json.putObject("sha256");
    tensorSums.forEach(sums::put);
    return MAPPER.writeValueAsBytes(json);
  }

  static JsonNode parse(byte[] bytes, String where) throws IOException {
    JsonNode json;
    try {
      json = MAPPER.readTree(bytes);
    } catch (JsonProcessingException broken) {
      throw new ModelFormatException(
          where + " is not whole JSON (" + broken.getOriginalMessage() + "); restore it", broken);
    }
    if (!json.path("format").asText().equals(FORMAT)) {
      throw new ModelFormatException(where + " is not the card of a Summand model");
    }
    if (json.path("version").asInt() != VERSION) {
      throw new ModelFormatException(
          where
              + " is of format version "
              + json.path("version").asText()
              + "; this Summand reads "
              + VERSION
              + ", so use a newer one");
    }
    return json;
  }

  /** The checksum of each file of tensors, by the file's name; the weights are the first. */
  static Map<String, String> tensorSums(JsonNode json, String where) {
    JsonNode files = json.path("sha256");
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put(ModelFiles.WEIGHTS, text(files, ModelFiles.WEIGHTS, where));
    files
        .fieldNames()
        .forEachRemaining(
            file -> {
              if (!TENSOR_FILE.matcher(file).matches() || sums.size() > MOST_TENSOR_FILES) {
                throw new ModelFormatException(
                    where + " names a file '" + file + "' that no model has");
              }
              sums.put(file, text(files, file, where));
            });
    return sums;
  }

  static ModelCard card(JsonNode json, String where) {
    try {
      JsonNode features = json.path("features");
      JsonNode label = json.path("label");
      return new ModelCard(
          Network.parse(text(json, "network", where)),
          texts(features, "names", where),
          texts(label, "names", where),
          texts(label, "classes", where),
          new Scaling(floats(features, "offset", where), floats(features, "factor", where)),
          number(json, "step", where).asLong(),
          number(json, "seed", where).asLong(),
          configuration(json.path("configuration"), where));
    } catch (IllegalArgumentException inconsistent) {
      throw new ModelFormatException(
          where + " contradicts itself: " + inconsistent.getMessage(), inconsistent);
    }
  }

  private static Map<String, String> configuration(JsonNode json, String where) {
    Map<String, String> configuration = new LinkedHashMap<>();
    json.fieldNames().forEachRemaining(key -> configuration.put(key, text(json, key, where)));
    return configuration;
  }

  private static String text(JsonNode json, String field, String where) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw missing(where, field, "a text");
    }
    return value.textValue();
  }

  private static JsonNode number(JsonNode json, String field, String where) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw missing(where, field, "a whole number");
    }
    return value;
  }

  private static List<String> texts(JsonNode json, String field, String where) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : array(json, field, where)) {
      if (!value.isTextual()) {
        throw missing(where, field, "a list of texts");
      }
      texts.add(value.textValue());
    }
    return texts;
  }

  private static float[] floats(JsonNode json, String field, String where) {
    JsonNode array = array(json, field, where);
    float[] floats = new float[array.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = array.get(i).isNumber() ? array.get(i).floatValue() : Float.NaN;
      if (!Float.isFinite(floats[i])) {
        throw missing(where, field, "a list of finite numbers");
      }
    }
    return floats;
  }

  private static JsonNode array(JsonNode json, String field, String where) {
    JsonNode value = json.path(field);
    if (!value.isArray()) {
      throw missing(where, field, "a list");
    }
    return value;
  }

  private static ModelFormatException missing(String where, String field, String expected) {
    return new ModelFormatException(
        where
            + " has no field '"
            + field
            + "' that is "
            + expected
            + "; it was not written by"
            + " Summand, or altered since");
  }
}

package org.summand.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.summand.model.Safetensors.Tensor;

/**
 * The JSON header of a {@linkplain Safetensors safetensors} file, written, and checked token by
 * token: nothing unknown, nothing twice, nothing missing.
 */
final class SafetensorsHeader {
  /** The format allows 100 MB; a thousand layers need less than a quarter of this. */
  static final int MAXIMUM_BYTES = 1 << 20;

  static final int MAXIMUM_DIMENSIONS = 8;

  private static final int ALIGNMENT = 8;
  private static final String METADATA = "__metadata__";

  private final StrictJson json;

  private SafetensorsHeader(StrictJson json) {
    this.json = json;
  }

  /** Returns the header as bytes, padded with spaces to a multiple of 8. */
  static byte[] encode(List<Tensor> tensors, Map<String, String> metadata) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        // Sorted, because the order of most maps differs from run to run.
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      for (Tensor tensor : tensors) {
        encode(tensor, json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalArgumentException("names and metadata must be valid Unicode text", e);
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    if (bytes.size() > MAXIMUM_BYTES) {
      throw new IllegalArgumentException(
          "expected a safetensors header of at most %d bytes, got %d; shorten the metadata"
              .formatted(MAXIMUM_BYTES, bytes.size()));
    }
    return bytes.toByteArray();
  }

  private static void encode(Tensor tensor, JsonGenerator json) throws IOException {
    if (tensor.name().equals(METADATA)) {
      throw new IllegalArgumentException("a tensor cannot be named " + METADATA);
    }
    int[] shape = tensor.shape();
    json.writeObjectFieldStart(tensor.name());
    json.writeStringField("dtype", "F32");
    json.writeFieldName("shape");
    json.writeArray(shape, 0, shape.length);
    json.writeFieldName("data_offsets");
    json.writeArray(byteRange(tensor), 0, 2);
    json.writeEndObject();
  }

  /**
   * Checks that a header describes exactly the expected tensors, each at its place.
   *
   * @throws ModelFormatException if it does not
   */
  static void check(byte[] header, List<Tensor> expected, String where) {
    StrictJson.read(
        header,
        where,
        "the file is damaged or belongs to another network",
        json -> {
          new SafetensorsHeader(json).check(expected);
          return null;
        });
  }

  private void check(List<Tensor> expected) throws IOException {
    Map<String, Tensor> missing = new LinkedHashMap<>();
    expected.forEach(tensor -> missing.put(tensor.name(), tensor));
    while (json.nextIsNot(JsonToken.END_OBJECT)) {
      String name = json.currentName();
      Tensor tensor = missing.remove(name);
      if (name.equals(METADATA)) {
        checkMetadata();
      } else if (tensor != null) {
        checkTensor(tensor);
      } else {
        throw json.fault(
            "holds a tensor '" + StrictJson.shortened(name) + "' that the network does not have");
      }
    }
    if (!missing.isEmpty()) {
      throw json.fault("has no tensor '" + missing.keySet().iterator().next() + "'");
    }
  }

  private void checkMetadata() throws IOException {
    json.next(JsonToken.START_OBJECT, METADATA);
    while (json.nextIsNot(JsonToken.END_OBJECT)) {
      json.nextText(METADATA);
    }
  }

  private void checkTensor(Tensor tensor) throws IOException {
    String name = "tensor '" + tensor.name() + "'";
    String type = null;
    long[] shape = null;
    long[] range = null;
    json.next(JsonToken.START_OBJECT, name);
    while (json.nextIsNot(JsonToken.END_OBJECT)) {
      String field = json.currentName();
      switch (field) {
        case "dtype" -> type = json.nextText(name);
        case "shape" -> shape = nextIntegers(name);
        case "data_offsets" -> range = nextIntegers(name);
        default ->
            throw json.fault(name + " has an unknown field '" + StrictJson.shortened(field) + "'");
      }
    }
    if (type == null || shape == null || range == null) {
      throw json.fault(name + " must have dtype, shape and data_offsets, and one is missing");
    }
    if (!type.equals("F32")) {
      throw json.fault(name + " has dtype " + StrictJson.shortened(type) + ", expected F32");
    }
    requireEqual(name, "shape", shape, Arrays.stream(tensor.shape()).asLongStream().toArray());
    requireEqual(name, "data_offsets", range, byteRange(tensor));
  }

  /** The bytes [begin, end) of a tensor, counted from the end of the header. */
  private static long[] byteRange(Tensor tensor) {
    long begin = (long) tensor.offset() * Float.BYTES;
    return new long[] {begin, begin + (long) tensor.count() * Float.BYTES};
  }

  private void requireEqual(String name, String field, long[] got, long[] expected) {
    if (!Arrays.equals(got, expected)) {
      throw json.fault(
          "%s has %s %s, expected %s"
              .formatted(name, field, Arrays.toString(got), Arrays.toString(expected)));
    }
  }

  private long[] nextIntegers(String name) throws IOException {
    long[] integers = new long[MAXIMUM_DIMENSIONS];
    int count = 0;
    json.next(JsonToken.START_ARRAY, name);
    while (json.nextIsNot(JsonToken.END_ARRAY)) {
      if (count == MAXIMUM_DIMENSIONS) {
        throw json.fault(name + " has a list of more than 8 whole numbers");
      }
      integers[count++] = json.integer(name);
    }
    return Arrays.copyOf(integers, count);
  }
}

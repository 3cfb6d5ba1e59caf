package io.summand.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.summand.model.Safetensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  private static final int LONGEST_QUOTE = 100;

  /** Field names come from a stranger: they are not interned and share no symbol table. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser parser;
  private final String where;

  private SafetensorsHeader(JsonParser parser, String where) {
    this.parser = parser;
    this.where = where;
  }

  /** Returns the header as bytes, padded with spaces to a multiple of 8. */
  static byte[] encode(List<Tensor> tensors, Map<String, String> metadata) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
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
    try (JsonParser parser = JSON.createParser(text(header, where))) {
      new SafetensorsHeader(parser, where).check(expected);
    } catch (JsonEOFException e) {
      throw new ModelFormatException(
          where + ": the JSON header ends in the middle; the file is damaged", e);
    } catch (JsonProcessingException e) {
      String reason = shortened(e.getOriginalMessage());
      throw new ModelFormatException(
          where + ": the header is not valid JSON (" + reason + "); the file is damaged", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  private static String text(byte[] header, String where) {
    // The parser would guess UTF-16 and skip spaces; the format wants UTF-8 and a brace.
    if (header.length == 0 || header[0] != '{') {
      throw new ModelFormatException(
          where
              + ": expected a header that begins with '{'; the file is damaged or not safetensors");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(where + ": the header is not UTF-8; the file is damaged", e);
    }
  }

  private void check(List<Tensor> expected) throws IOException {
    Map<String, Tensor> missing = new LinkedHashMap<>();
    expected.forEach(tensor -> missing.put(tensor.name(), tensor));
    parser.nextToken(); // the brace
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Tensor tensor = missing.remove(name);
      if (name.equals(METADATA)) {
        checkMetadata();
      } else if (tensor != null) {
        checkTensor(tensor);
      } else {
        throw fault("holds a tensor '" + shortened(name) + "' that the network does not have");
      }
    }
    if (!missing.isEmpty()) {
      throw fault("has no tensor '" + missing.keySet().iterator().next() + "'");
    }
    if (parser.nextToken() != null) {
      throw fault("expected spaces after the header's JSON object, got more JSON");
    }
  }

  private void checkMetadata() throws IOException {
    next(JsonToken.START_OBJECT, METADATA);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      next(JsonToken.VALUE_STRING, METADATA);
    }
  }

  private void checkTensor(Tensor tensor) throws IOException {
    String name = "tensor '" + tensor.name() + "'";
    String type = null;
    long[] shape = null;
    long[] range = null;
    next(JsonToken.START_OBJECT, name);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      switch (field) {
        case "dtype" -> type = nextText(name);
        case "shape" -> shape = nextIntegers(name);
        case "data_offsets" -> range = nextIntegers(name);
        default -> throw fault(name + " has an unknown field '" + shortened(field) + "'");
      }
    }
    if (type == null || shape == null || range == null) {
      throw fault(name + " must have dtype, shape and data_offsets, and one is missing");
    }
    if (!type.equals("F32")) {
      throw fault(name + " has dtype " + shortened(type) + ", expected F32");
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
      throw fault(
          "%s has %s %s, expected %s"
              .formatted(name, field, Arrays.toString(got), Arrays.toString(expected)));
    }
  }

  private String nextText(String name) throws IOException {
    next(JsonToken.VALUE_STRING, name);
    return parser.getText();
  }

  private long[] nextIntegers(String name) throws IOException {
    long[] integers = new long[MAXIMUM_DIMENSIONS];
    int count = 0;
    next(JsonToken.START_ARRAY, name);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == MAXIMUM_DIMENSIONS || parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw fault(name + " has a list that is not of at most 8 whole numbers");
      }
      integers[count++] = parser.getLongValue();
    }
    return Arrays.copyOf(integers, count);
  }

  private void next(JsonToken expected, String name) throws IOException {
    JsonToken got = parser.nextToken();
    if (got != expected) {
      throw fault(name + " has a " + got + " where a " + expected + " belongs");
    }
  }

  private ModelFormatException fault(String what) {
    return new ModelFormatException(
        where + ": " + what + "; the file is damaged or belongs to another network");
  }

  /** What a stranger wrote is quoted only as far as a person would read. */
  private static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}

package org.summand.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * JSON that a stranger wrote: one object, read token by token by somebody who knows what comes
 * next. No tree is built, so it costs no more memory than what the reader keeps.
 */
final class StrictJson {
  /** Field names are not interned and share no symbol table. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private static final int LONGEST_QUOTE = 100;

  private final JsonParser parser;
  private final String where;
  private final String remedy;

  private StrictJson(JsonParser parser, String where, String remedy) {
    this.parser = parser;
    this.where = where;
    this.remedy = remedy;
  }

  /** Reads the fields of the object. */
  @FunctionalInterface
  interface Reading<T> {
    T from(StrictJson json) throws IOException;
  }

  /**
   * Reads one object, which is all there may be.
   *
   * @param where the path of the file, for errors
   * @param remedy how a sentence about what does not belong there ends
   * @throws ModelFormatException if it is not JSON in UTF-8, or the reading finds a fault
   */
  static <T> T read(byte[] bytes, String where, String remedy, Reading<T> reading) {
    // The format begins with a brace; a parser would skip spaces.
    if (bytes.length == 0 || bytes[0] != '{') {
      throw new ModelFormatException(
          where + ": expected JSON that begins with '{'; the file is damaged or of another kind");
    }
    // A decoder that is made this way refuses what is not UTF-8, where others put a question mark.
    try (JsonParser parser =
        FACTORY.createParser(
            new InputStreamReader(
                new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()))) {
      StrictJson json = new StrictJson(parser, where, remedy);
      parser.nextToken(); // the brace
      T read = reading.from(json);
      if (parser.nextToken() != null) {
        throw json.fault("expected nothing but spaces after the JSON object, got more JSON");
      }
      return read;
    } catch (JsonEOFException e) {
      throw new ModelFormatException(
          where + ": the JSON ends in the middle; the file is damaged, restore it", e);
    } catch (JsonProcessingException e) {
      String reason = shortened(e.getOriginalMessage());
      throw new ModelFormatException(
          where + ": not valid JSON (" + reason + "); the file is damaged, restore it", e);
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(
          where + ": the JSON is not UTF-8; the file is damaged, restore it", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  /** Takes the next token, which must be of a kind. */
  void next(JsonToken expected, String name) throws IOException {
    JsonToken got = parser.nextToken();
    if (got != expected) {
      throw fault(name + " has a " + got + " where a " + expected + " belongs");
    }
  }

  /** Takes the next token, and says whether it is not of a kind. */
  boolean nextIsNot(JsonToken end) throws IOException {
    return parser.nextToken() != end;
  }

  /** Takes the next field's name, which must be this. */
  void field(String name) throws IOException {
    boolean isField = parser.nextToken() == JsonToken.FIELD_NAME;
    if (!isField || !parser.currentName().equals(name)) {
      String got = isField ? "'" + shortened(parser.currentName()) + "'" : "the end";
      throw fault("expected the field '" + name + "', got " + got);
    }
  }

  /** The name of the field that the last token belongs to. */
  String currentName() throws IOException {
    return parser.currentName();
  }

  /** Takes the next token, a text. */
  String nextText(String name) throws IOException {
    next(JsonToken.VALUE_STRING, name);
    return parser.getText();
  }

  /** Takes the next token, a whole number. */
  long nextInteger(String name) throws IOException {
    next(JsonToken.VALUE_NUMBER_INT, name);
    return integer(name);
  }

  /** The last token as a whole number. */
  long integer(String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw fault(name + " has something else where a whole number of 64 bits belongs");
    }
    return parser.getLongValue();
  }

  /** The last token as a number that a float holds. */
  float finite(String name) throws IOException {
    boolean isNumber = parser.currentToken().isNumeric();
    float value = isNumber ? parser.getFloatValue() : Float.NaN;
    if (!Float.isFinite(value)) {
      throw fault(name + " has something else where a finite number of 32 bits belongs");
    }
    return value;
  }

  /** The last token as a number that a double holds. */
  double finiteDouble(String name) throws IOException {
    boolean isNumber = parser.currentToken().isNumeric();
    double value = isNumber ? parser.getDoubleValue() : Double.NaN;
    if (!Double.isFinite(value)) {
      throw fault(name + " has something else where a finite number of 64 bits belongs");
    }
    return value;
  }

  /** The last token as a text. */
  String text(String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw fault(name + " has a " + parser.currentToken() + " where a text belongs");
    }
    return parser.getText();
  }

  /** Takes the beginning of a field that is an object. */
  void open(String field) throws IOException {
    field(field);
    next(JsonToken.START_OBJECT, "'" + field + "'");
  }

  /** Takes the end of an object. */
  void close(String name) throws IOException {
    next(JsonToken.END_OBJECT, "the end of '" + name + "'");
  }

  /** Takes a field that is a whole number. */
  long integerField(String field) throws IOException {
    field(field);
    return nextInteger("'" + field + "'");
  }

  /** Takes the beginning of a list, and says what it is called in a message. */
  private String beginList(String field) throws IOException {
    String name = "'" + field + "'";
    field(field);
    next(JsonToken.START_ARRAY, name);
    return name;
  }

  /** Takes a field that is a list of texts. */
  List<String> texts(String field, int most) throws IOException {
    List<String> texts = new ArrayList<>();
    String name = beginList(field);
    while (nextIsNot(JsonToken.END_ARRAY)) {
      requireAtMost(most, texts.size() + 1, field);
      texts.add(text(name));
    }
    return texts;
  }

  /** Takes a field that is a list of so many numbers of 32 bits. */
  float[] floats(String field, int count) throws IOException {
    float[] floats = new float[count];
    numbers(field, count, at -> floats[at] = finite("'" + field + "'"));
    return floats;
  }

  /** Takes a field that is a list of so many numbers of 64 bits. */
  double[] doubles(String field, int count) throws IOException {
    double[] doubles = new double[count];
    numbers(field, count, at -> doubles[at] = finiteDouble("'" + field + "'"));
    return doubles;
  }

  /** Takes the last token as the number of a place. */
  @FunctionalInterface
  private interface NumberReading {
    void at(int place) throws IOException;
  }

  private void numbers(String field, int count, NumberReading reading) throws IOException {
    int read = 0;
    beginList(field);
    while (nextIsNot(JsonToken.END_ARRAY)) {
      requireAtMost(count, read + 1, field);
      reading.at(read++);
    }
    if (read < count) {
      throw fault("'" + field + "' has " + read + " numbers, not " + count);
    }
  }

  /** Takes a field that is a list of at most so many numbers. */
  float[] floatsUpTo(String field, int most) throws IOException {
    float[] floats = new float[0];
    int read = 0;
    String name = beginList(field);
    while (nextIsNot(JsonToken.END_ARRAY)) {
      requireAtMost(most, read + 1, field);
      if (read == floats.length) {
        floats = Arrays.copyOf(floats, Math.min(most, 2 * read + 1));
      }
      floats[read++] = finite(name);
    }
    return Arrays.copyOf(floats, read);
  }

  /** Takes a field that is a list of at most so many whole numbers of 32 bits. */
  int[] integersUpTo(String field, int most) throws IOException {
    List<Integer> integers = new ArrayList<>();
    String name = beginList(field);
    while (nextIsNot(JsonToken.END_ARRAY)) {
      requireAtMost(most, integers.size() + 1, field);
      long integer = integer(name);
      if (integer != (int) integer) {
        throw fault("'" + field + "' has something else where a whole number of 32 bits belongs");
      }
      integers.add((int) integer);
    }
    return integers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Takes a field that is true or false. */
  boolean flag(String field) throws IOException {
    field(field);
    JsonToken got = parser.nextToken();
    if (got != JsonToken.VALUE_TRUE && got != JsonToken.VALUE_FALSE) {
      throw fault("'" + field + "' has a " + got + " where true or false belongs");
    }
    return got == JsonToken.VALUE_TRUE;
  }

  /** Checks that the last token begins an object. */
  void requireObject(String name) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw fault(name + " has a " + parser.currentToken() + " where an object belongs");
    }
  }

  /** Refuses a list that is longer than there is reason for. */
  void requireAtMost(int most, int count, String field) {
    if (count > most) {
      throw fault("'" + field + "' has more than " + most + " entries");
    }
  }

  /** That something does not belong there. */
  ModelFormatException fault(String what) {
    return new ModelFormatException(where + ": " + what + "; " + remedy);
  }

  /** What a stranger wrote is quoted only as far as a person would read. */
  static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}

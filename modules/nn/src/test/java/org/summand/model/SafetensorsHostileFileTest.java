package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.model.Safetensors.Tensor;

/** Whatever the bytes, the reader returns the weights or one clear sentence, and stays small. */
class SafetensorsHostileFileTest {
  private static final List<Tensor> TENSORS =
      List.of(new Tensor("w", new int[] {2, 3}, 0), new Tensor("b", new int[] {3}, 6));
  private static final float[] DATA = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  private static final String GOOD_W = "'w':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]}";
  private static final String GOOD_B = "'b':{'dtype':'F32','shape':[3],'data_offsets':[24,36]}";

  private static final String WHERE = "models/x/weights.safetensors";

  @Test
  void everyTruncationIsRefused() throws IOException {
    Hostile.everyTruncation(goodFile(), altered -> assertRefusedCheaply(altered, altered.length));
  }

  /** The file system said one size, and the bytes ended sooner. */
  @Test
  void everyTruncationBehindTheReadersBackIsRefused() throws IOException {
    byte[] file = goodFile();
    Hostile.everyTruncation(file, altered -> assertRefusedCheaply(altered, file.length));
  }

  /** Every value of every byte before the data. Behind it the checksum in model.json watches. */
  @Test
  void everyChangedHeaderByteIsRefusedOrHarmless() throws IOException {
    byte[] file = goodFile();
    int headerEnd = file.length - DATA.length * Float.BYTES;
    int harmless = 0;
    for (int position = 0; position < headerEnd; position++) {
      for (int flip = 1; flip < 256; flip++) {
        byte[] changed = file.clone();
        changed[position] ^= (byte) flip;
        harmless += isHarmless(changed) ? 1 : 0;
      }
    }
    assertThat(harmless).as("changes of metadata and white space").isBetween(1, 255 * 40);
  }

  @Test
  void everyDeletedOrDoubledHeaderByteIsRefusedOrHarmless() throws IOException {
    byte[] file = goodFile();
    int headerEnd = file.length - DATA.length * Float.BYTES;
    Hostile.everyAlteration(
        Arrays.copyOf(file, headerEnd),
        header -> {
          byte[] altered = Arrays.copyOf(header, header.length + file.length - headerEnd);
          System.arraycopy(file, headerEnd, altered, header.length, file.length - headerEnd);
          isHarmless(altered);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 30, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, (1 << 20) + 1})
  void hostileHeaderLengthsAreRefusedBeforeAnythingIsAllocated(long length) throws IOException {
    byte[] file = goodFile();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    assertRefusedCheaply(file, file.length);
    assertRefusedCheaply(file, Long.MAX_VALUE); // as if the file system agreed
  }

  @Test
  void aHeaderThatPromisesAGibibyteCostsNoMemory() throws IOException {
    List<Tensor> large = List.of(new Tensor("w", new int[] {1 << 28}, 0));
    byte[] file =
        file("{'w':{'dtype':'F32','shape':[268435456],'data_offsets':[0,1073741824]}}", 0);
    assertThat(Hostile.readOrRefused(WHERE, file.length, () -> read(file, file.length, large)))
        .isEmpty();
    assertThatThrownBy(() -> read(file, file.length, large))
        .hasMessageContaining("the file is damaged or cut short");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{GOOD_W,GOOD_W,GOOD_B}|Duplicate field 'w'",
        "{'w':{'dtype':'F32','dtype':'F32','shape':[2,3],'data_offsets':[0,24]}}|Duplicate field",
        "{'__metadata__':{},'__metadata__':{},GOOD_W,GOOD_B}|Duplicate field '__metadata__'",
        "{'__metadata__':{'a':'1','a':'2'},GOOD_W,GOOD_B}|Duplicate field 'a'",
        "{'__metadata__':{'a':1},GOOD_W,GOOD_B}|__metadata__ has a VALUE_NUMBER_INT",
        "{'__metadata__':[],GOOD_W,GOOD_B}|__metadata__ has a START_ARRAY",
        "{GOOD_W}|has no tensor 'b'",
        "{}|has no tensor 'w'",
        "{GOOD_W,GOOD_B,'c':{}}|holds a tensor 'c' that the network does not have",
        "{GOOD_W,GOOD_B}{}|got more JSON",
        "{GOOD_W,GOOD_B} 7|got more JSON",
        "{GOOD_W,GOOD_B}}|not valid JSON",
        "{GOOD_W,GOOD_B,}|not valid JSON",
        "{GOOD_W,GOOD_B|ends in the middle",
        "[GOOD_W]|begins with '{'",
        "{GOOD_W,'b':7}|tensor 'b' has a VALUE_NUMBER_INT where a START_OBJECT belongs",
        "{GOOD_W,'b':{'dtype':'F64','shape':[3],'data_offsets':[24,36]}}|dtype F64, expected F32",
        "{GOOD_W,'b':{'dtype':32,'shape':[3],'data_offsets':[24,36]}}|where a VALUE_STRING belongs",
        "{GOOD_W,'b':{'shape':[3],'data_offsets':[24,36]}}|and one is missing",
        "{GOOD_W,'b':{'dtype':'F32','data_offsets':[24,36]}}|and one is missing",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3]}}|and one is missing",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[24,36],'x':1}}|unknown field 'x'",
        "{GOOD_W,'b':{'dtype':'F32','shape':[4],'data_offsets':[24,36]}}|shape [4], expected [3]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3,1],'data_offsets':[24,36]}}|shape [3, 1]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[],'data_offsets':[24,36]}}|shape [], expected [3]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[-3],'data_offsets':[24,36]}}|shape [-3]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3.0],'data_offsets':[24,36]}}|a whole number",
        "{GOOD_W,'b':{'dtype':'F32','shape':[4294967299],'data_offsets':[24,36]}}|[4294967299]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[4294967296,4294967296,3],'data_offsets':[24,36]}}"
            + "|expected [3]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[24,36]}}"
            + "|a whole number of 64 bits",
        "{GOOD_W,'b':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,3],'data_offsets':[24,36]}}"
            + "|more than 8 whole numbers",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[12,24]}}|[12, 24], expected [24,"
            + " 36]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[28,40]}}|[28, 40], expected [24,"
            + " 36]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[24,32]}}|[24, 32]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[36,24]}}|[36, 24]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[24]}}|[24], expected",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[-12,0]}}|[-12, 0]",
        "{GOOD_W,'b':{'dtype':'F32','shape':[3],'data_offsets':[4294967320,4294967332]}}|expected"
      })
  void headersThatAreNotExactlyTheExpectedTensorsAreRefused(String header, String sentence) {
    byte[] file = file(header, 36);
    assertThatThrownBy(() -> read(file, file.length, TENSORS))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(WHERE + ": ")
        .hasMessageContaining(sentence);
  }

  @Test
  void aHeaderDoesNotBeginWithSpaces() {
    byte[] file = file(" {GOOD_W,GOOD_B}", 36);
    assertThatThrownBy(() -> read(file, file.length, TENSORS))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("begins with '{'");
  }

  @Test
  void exchangedTensorsAreRefused() {
    byte[] file =
        file(
            "{'w':{'dtype':'F32','shape':[2,3],'data_offsets':[12,36]},"
                + "'b':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}",
            36);
    assertThatThrownBy(() -> read(file, file.length, TENSORS))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("tensor 'w' has data_offsets [12, 36], expected [0, 24]");
  }

  @Test
  void theOrderOfFieldsAndNamesInTheHeaderDoesNotMatter() throws IOException {
    byte[] file = file("{GOOD_B,'w':{'data_offsets':[0,24],'shape':[2,3],'dtype':'F32'}}", 36);
    assertThat(read(file, file.length, TENSORS)).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 35, 37, 40})
  void missingAndTrailingDataIsRefused(int dataBytes) {
    byte[] file = file("{GOOD_W,GOOD_B}", dataBytes);
    assertThatThrownBy(() -> read(file, file.length, TENSORS))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("bytes as its header says");
  }

  @Test
  void dataThatGrewSinceItsSizeWasAskedIsRefused() {
    byte[] file = file("{GOOD_W,GOOD_B}", 37);
    assertThatThrownBy(() -> read(file, file.length - 1, TENSORS))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("it grew while it was read");
  }

  @Test
  void otherEncodingsThanUtf8AreRefused() {
    byte[] utf16 = "{GOOD_W,GOOD_B}".replace('\'', '"').getBytes(StandardCharsets.UTF_16LE);
    byte[] invalid = {'{', '"', (byte) 0xC3, '"', '}'};
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
    for (byte[] header : List.of(utf16, invalid, overlong)) {
      byte[] file = file(header, 36);
      assertThatThrownBy(() -> read(file, file.length, TENSORS))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "9", "\"", "\\u0000"})
  void aMebibyteOfAnythingIsRefusedInOneSentence(String pattern) {
    String filling = "{\"x\":" + pattern.repeat((1 << 20) / pattern.length());
    byte[] header = Arrays.copyOf(filling.getBytes(StandardCharsets.UTF_8), 1 << 20);
    byte[] file = file(header, 36);
    assertThatThrownBy(() -> read(file, file.length, TENSORS))
        .isInstanceOf(ModelFormatException.class)
        .extracting(e -> e.getMessage().length())
        .satisfies(length -> assertThat(length).isLessThan(400));
  }

  @Test
  void aFailingDiskIsNotCalledABadModel() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk failed");
          }
        };
    assertThatThrownBy(() -> Safetensors.read(broken, 100, TENSORS, "x"))
        .isExactlyInstanceOf(IOException.class);
  }

  /** True if the file reads as before, false if it is refused; anything else fails the test. */
  private static boolean isHarmless(byte[] file) throws IOException {
    Optional<float[]> read =
        Hostile.readOrRefused(WHERE, file.length, () -> read(file, file.length, TENSORS));
    read.ifPresent(data -> assertThat(data).isEqualTo(DATA));
    return read.isPresent();
  }

  private static void assertRefusedCheaply(byte[] file, long fileSize) throws IOException {
    assertThat(Hostile.readOrRefused(WHERE, file.length, () -> read(file, fileSize, TENSORS)))
        .isEmpty();
  }

  private static float[] read(byte[] file, long fileSize, List<Tensor> expected)
      throws IOException {
    return Safetensors.read(new ByteArrayInputStream(file), fileSize, expected, WHERE);
  }

  private static byte[] goodFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, TENSORS, DATA, Map.of("k", "v"));
    return out.toByteArray();
  }

  private static byte[] file(String header, int dataBytes) {
    String json = header.replace("GOOD_W", GOOD_W).replace("GOOD_B", GOOD_B).replace('\'', '"');
    return file(json.getBytes(StandardCharsets.UTF_8), dataBytes);
  }

  private static byte[] file(byte[] header, int dataBytes) {
    return ByteBuffer.allocate(Long.BYTES + header.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .array();
  }
}

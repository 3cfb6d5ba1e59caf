package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.nn.Network;
import org.summand.table.NumberBins;
import org.summand.table.NumberEncoding;
import org.summand.table.RawColumn;
import org.summand.table.RawColumn.Kind;
import org.summand.table.TableEncoder;
import org.summand.table.Vocabulary;

/** What is kept of a table's columns is read back to the bit, or refused. */
class EncoderJsonTest {
  private static final String WHERE = "models/table";

  private static MemoryFolder saved(NetworkModel model) throws IOException {
    MemoryFolder folder = new MemoryFolder(WHERE);
    model.save(folder, false);
    return folder;
  }

  private static MemoryFolder good() throws IOException {
    return saved(TableModel.model(TableModel.encoder()));
  }

  /** What a byte of words or of columns may cost: five characters are an entry of a dictionary. */
  private static final long ALLOCATED_PER_BYTE_OF_ENTRIES = 32;

  private static Optional<NetworkModel> readEntries(MemoryFolder folder) throws IOException {
    return Hostile.readOrRefused(
        WHERE, ALLOCATED_PER_BYTE_OF_ENTRIES, folder.size(), () -> NetworkModel.load(folder));
  }

  private static Optional<NetworkModel> read(MemoryFolder folder) throws IOException {
    return Hostile.readOrRefused(WHERE, folder.size(), () -> NetworkModel.load(folder));
  }

  private static void assertSame(TableEncoder read, TableEncoder encoder) {
    assertThat(read.cells().missingWords()).isEqualTo(encoder.cells().missingWords());
    assertThat(read.cells().decimal()).isEqualTo(encoder.cells().decimal());
    assertThat(read.indicators()).isEqualTo(encoder.indicators());
    assertThat(read.oneHot()).isEqualTo(encoder.oneHot());
    NumberEncoding numbers = encoder.numbers();
    assertThat(read.numbers().count()).isEqualTo(numbers.count());
    assertThat(bits(read.numbers().offset())).isEqualTo(bits(numbers.offset()));
    assertThat(bits(read.numbers().factor())).isEqualTo(bits(numbers.factor()));
    assertThat(bits(read.numbers().missing())).isEqualTo(bits(numbers.missing()));
    assertThat(read.numbers().clip()).isEqualTo(numbers.clip());
    assertThat(read.bins().edges()).isDeepEqualTo(encoder.bins().edges());
    assertThat(read.columns()).hasSameSizeAs(encoder.columns());
    for (int c = 0; c < encoder.columns().size(); c++) {
      assertSame(read.columns().get(c), encoder.columns().get(c));
    }
  }

  private static void assertSame(RawColumn read, RawColumn column) {
    assertThat(read.name()).isEqualTo(column.name());
    assertThat(read.kind()).isEqualTo(column.kind());
    assertThat(read.width()).isEqualTo(column.width());
    assertThat(read.reason()).isEqualTo(column.reason());
    assertThat(read.vocabularies().keySet()).isEqualTo(column.vocabularies().keySet());
    column
        .vocabularies()
        .forEach(
            (at, vocabulary) -> {
              Vocabulary other = read.vocabularies().get(at);
              assertThat(other.words()).isEqualTo(vocabulary.words());
              assertThat(other.hasOther()).isEqualTo(vocabulary.hasOther());
              assertThat(other.hasMissing()).isEqualTo(vocabulary.hasMissing());
            });
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  void aColumnOfEveryKindIsReadBack() throws IOException {
    TableEncoder encoder = TableModel.encoder();
    assertSame(NetworkModel.load(good()).metadata().encoder(), encoder);
  }

  @Test
  void everyFloatIsReadBackToTheBit() throws IOException {
    Random random = new Random(9);
    int count = 2000;
    float[][] values = new float[3][count];
    for (float[] each : values) {
      for (int i = 0; i < count; i++) {
        float any = Float.intBitsToFloat(random.nextInt());
        each[i] = Float.isFinite(any) ? any : -0f;
      }
    }
    NumberEncoding numbers =
        new NumberEncoding(count, values[0], values[1], values[2], Float.MIN_VALUE);
    TableEncoder encoder =
        new TableEncoder(
            TableModel.encoder().cells(),
            List.of(RawColumn.vector("v", count, Map.of())),
            numbers,
            new int[] {0, 7, count - 1},
            new boolean[0],
            new NumberBins(new float[][] {{}, {-1, Float.MIN_VALUE, 3e38f}, {}, {0.1f, 0.2f}}));
    Network network = Network.parse(count + 5 + " -> bins 2 1 by 8 -> 1 linear");
    ModelMetadata metadata =
        new ModelMetadata(network, encoder, List.of("y"), List.of(), 0, 1, Map.of());
    MemoryFolder folder = saved(new NetworkModel(metadata, network.initialWeights(1)));
    assertSame(NetworkModel.load(folder).metadata().encoder(), encoder);
  }

  /** Bins by 0 have no weights, so nothing but the edges that are there says how many they are. */
  @Test
  void edgesThatAreNotThereCostNothing() throws IOException {
    int count = 9;
    float[][] edges = new float[count][];
    Arrays.fill(edges, new float[] {1, 2, 3, 4});
    List<RawColumn> columns =
        IntStream.range(0, count).mapToObj(c -> RawColumn.of("x" + c, Kind.NUMBER)).toList();
    TableEncoder encoder =
        new TableEncoder(
            TableModel.encoder().cells(),
            columns,
            NumberEncoding.identity(count),
            new int[0],
            new boolean[0],
            new NumberBins(edges));
    Network network = Network.parse("18 -> bins 9x3 by 0 -> 1 linear");
    ModelMetadata metadata =
        new ModelMetadata(network, encoder, List.of("y"), List.of(), 0, 1, Map.of());
    MemoryFolder folder = saved(new NetworkModel(metadata, network.initialWeights(1)));
    assertSame(NetworkModel.load(folder).metadata().encoder(), encoder);
    String text = new String(folder.bytes(ModelFiles.METADATA), StandardCharsets.UTF_8);
    String bins = "3, ".repeat(count - 1) + "3";
    assertThat(text).contains("bins 9x3", "[ " + bins + " ]");
    String hostile = text.replace("bins 9x3", "bins 9x65536");
    hostile = hostile.replace(bins, bins.replace("3", "65536"));
    folder.putSealed(ModelFiles.METADATA, hostile.getBytes(StandardCharsets.UTF_8));
    assertThat(read(folder)).isEmpty();
    assertThatThrownBy(() -> NetworkModel.load(folder))
        .hasMessageContaining("'edges' has 36 numbers, not 589833");
  }

  @Test
  @Tag("slow")
  void alterationsUnderARightChecksumAreRefusedOrConsistent() throws IOException {
    MemoryFolder good = good();
    Hostile.Trial isUsableOrRefused =
        altered -> {
          MemoryFolder folder = good.copy();
          folder.putSealed(ModelFiles.METADATA, altered);
          read(folder).ifPresent(EncoderJsonTest::assertUsable);
        };
    Hostile.everyTruncation(good.bytes(ModelFiles.METADATA), isUsableOrRefused);
    Hostile.everyAlteration(good.bytes(ModelFiles.METADATA), isUsableOrRefused);
  }

  /** It predicts, and what it was read as is written and read again as the same. */
  private static void assertUsable(NetworkModel model) {
    TableEncoder encoder = model.metadata().encoder();
    assertThat(encoder.inputs()).isEqualTo(model.network().inputs());
    float[] prediction = model.predict(new float[encoder.rawWidth()]);
    assertThat(prediction).hasSize(model.network().outputs());
  }

  private static MemoryFolder with(String piece, String other) throws IOException {
    MemoryFolder folder = good();
    String metadata = new String(folder.bytes(ModelFiles.METADATA), StandardCharsets.UTF_8);
    assertThat(metadata.replaceAll("\\s+", " ")).contains(piece);
    folder.putSealed(
        ModelFiles.METADATA,
        metadata.replaceAll("\\s+", " ").replace(piece, other).getBytes(StandardCharsets.UTF_8));
    return folder;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"decimal\" : \",\"|\"decimal\" : \"\"|'decimal' is one character",
        "\"decimal\" : \",\"|\"decimal\" : \",,\"|'decimal' is one character",
        "\"decimal\" : \",\"|\"decimal\" : \"7\"|decimal separator",
        "\"kind\" : \"date\"|\"kind\" : \"Date\"|there is no kind 'Date'",
        "\"kind\" : \"date\"|\"kind\" : \"number\"|inputs",
        "\"kind\" : \"date\"|\"kind\" : \"unused\"|numbers",
        "\"kind\" : \"date\"|\"kind\" : \"category\"|'born' has no categories",
        "\"kind\" : \"date\", \"width\" : 1|\"kind\" : \"date\", \"width\" : 2|'born'",
        "\"kind\" : \"date\", \"width\" : 1|\"kind\" : \"date\", \"width\" : 2147483647|'born'",
        "\"kind\" : \"date\", \"width\" : 1|\"kind\" : \"date\", \"width\" : -1|-1 numbers wide",
        "\"kind\" : \"date\", \"width\" : 1|\"kind\" : \"date\", \"width\" : 1.0|'width'",
        "\"kind\" : \"unused\", \"width\" : 1|\"kind\" : \"unused\", \"width\" : 9|'id'",
        "\"kind\" : \"vector\", \"width\" : 2|\"kind\" : \"vector\", \"width\" : 2147483647|2147483653",
        "\"kind\" : \"vector\", \"width\" : 2|\"kind\" : \"vector\", \"width\" : 4294967296|numbers wide",
        "\"kind\" : \"vector\", \"width\" : 2|\"kind\" : \"vector\", \"width\" : 3|23 inputs",
        "\"kind\" : \"vector\", \"width\" : 2|\"kind\" : \"vector\", \"width\" : 1|categories at",
        "\"kind\" : \"vector\", \"width\" : 2|\"kind\" : \"vector\", \"width\" : 0|categories at",
        "\"at\" : 1|\"at\" : -1|categories stand at -1",
        "\"at\" : 1|\"at\" : 4294967297|categories stand at 4294967297",
        "\"at\" : 1|\"at\" : 2|categories at",
        "\"words\" : [ \"red\", \"blue\" ]|\"words\" : [ \"red\", \"red\" ]|'red' stands twice",
        "\"words\" : [ \"red\", \"blue\" ]|\"words\" : [ \"red\" ]|words",
        "\"words\" : [ \"red\", \"blue\" ]|\"words\" : [ \"red\", 7 ]|'words'",
        "\"words\" : [ \"red\", \"blue\" ]|\"words\" : [ [ \"red\" ], \"blue\" ]|'words'",
        "\"oneHot\" : true|\"oneHot\" : false|inputs",
        "\"oneHot\" : true|\"oneHot\" : 1|'oneHot'",
        "\"clip\" : [ 3.0 ]|\"clip\" : [ 0.0 ]|clipped beyond more than 0",
        "\"clip\" : [ 3.0 ]|\"clip\" : [ 3.0, 3.0 ]|'clip'",
        "\"indicators\" : [ 0, 2 ]|\"indicators\" : [ 2, 0 ]|an indicator of number",
        "\"indicators\" : [ 0, 2 ]|\"indicators\" : [ 0, 4 ]|an indicator of number",
        "\"indicators\" : [ 0, 2 ]|\"indicators\" : [ 0, 4294967298 ]|'indicators'",
        "\"indicators\" : [ 0, 2 ]|\"indicators\" : [ 0 ]|inputs",
        "\"missing\" : [ 0.0, 0.5, -1.0, 2.0 ]|\"missing\" : [ 0.0 ]|what stands for a missing",
        "\"reason\" : \"\"|\"reason\" : \"constant\"|a reason to be left out",
      })
  void columnsThatContradictThemselvesAreRefused(String piece, String other, String sentence)
      throws IOException {
    MemoryFolder folder = with(piece, other);
    assertThatThrownBy(() -> NetworkModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(WHERE + "/" + ModelFiles.METADATA)
        .hasMessageContaining(sentence);
    assertThat(read(folder)).isEmpty();
  }

  @Test
  void categoriesOutOfOrderAreRefused() throws IOException {
    String category =
        "{ \"at\" : %d, \"oneHot\" : true, \"other\" : true, \"missing\" : true, \"words\" : [ ] }";
    MemoryFolder folder =
        with(
            "\"categories\" : [ { \"at\" : 1,",
            "\"categories\" : [ " + category.formatted(1) + ", { \"at\" : 1,");
    assertThat(read(folder)).isEmpty();
    assertThatThrownBy(() -> NetworkModel.load(folder)).hasMessageContaining("stand at 1");
  }

  /** The longest that may stand in a list, where it would cost the most. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"columns\" : [|\"columns\" : |[",
        "\"columns\" : [|\"columns\" : [|{ \"name\" :",
        "\"columns\" : [|\"columns\" : [|{\"name\":\"\",\"kind\":\"number\",\"width\":1,\"reason\":\"\",\"categories\":[]},",
        "\"columns\" : [|\"columns\" : [|{\"name\":\"\",\"kind\":\"vector\",\"width\":2147483647,\"reason\":\"\",\"categories\":[]},",
        "\"columns\" : [|\"columns\" : [|{\"name\":\"\",\"kind\":\"unused\",\"width\":0,\"reason\":\"\",\"categories\":[]},",
        "\"words\" : [ \"red\",|\"words\" : [|[",
        "\"words\" : [ \"red\",|\"words\" : [|\"a\",",
        "\"indicators\" : [|\"indicators\" : [|0,",
        "\"clip\" : [|\"clip\" : [|0,",
        "\"missingWords\" : [|\"missingWords\" : [|\"\",",
      })
  void aMebibyteOfAnythingCostsNoMoreThanItsShare(String piece, String before, String repeated)
      throws IOException {
    int times = (1 << 20) / repeated.length();
    readEntries(with(piece, before + repeated.repeat(times) + piece.substring(before.length())))
        .ifPresent(EncoderJsonTest::assertUsable);
  }

  @Test
  void aMebibyteOfDifferentWordsCostsNoMoreThanItsShare() throws IOException {
    StringBuilder words = new StringBuilder("\"words\" : [ ");
    for (int i = 0; words.length() < 1 << 20; i++) {
      words.append('"').append(Integer.toString(i, 36)).append("\",");
    }
    assertThat(readEntries(with("\"words\" : [ \"red\",", words + "\"red \","))).isEmpty();
  }

  @Test
  void aRowOfCellsIsPredictedAsItsRawRowIs() throws IOException {
    NetworkModel model = NetworkModel.load(good());
    Map<String, Object> row = new HashMap<>();
    row.put("age", "41,5");
    row.put("city", "Bonn");
    row.put("born", "1984-02-29");
    row.put("colour", null);
    row.put("seen", java.sql.Timestamp.from(java.time.Instant.parse("2000-01-02T06:00:00Z")));
    row.put("v", new double[] {0.25, 1});
    row.put("not looked at", new Object());
    float born = -5785;
    float[] raw = {41.5f, 1, Float.NaN, born, 3, 1.25f, 0.25f, 2};
    assertThat(model.metadata().rawRow().read(row)).containsExactly(raw);
    assertThat(model.predict(row)).containsExactly(model.predict(raw));

    row.put("age", "NA");
    row.put("city", "Atlantis");
    row.put("colour", "blue");
    row.put("v", new float[] {Float.NaN, 7});
    float[] other = {Float.NaN, 0, Float.NaN, born, 2, 1.25f, Float.NaN, 0};
    assertThat(model.metadata().rawRow().read(row)).containsExactly(other);
    assertThat(model.predict(row)).containsExactly(model.predict(other)).doesNotContain(Float.NaN);
  }

  @Test
  void aRowThatLacksAColumnOrHasAnotherTypeIsRefusedByName() throws IOException {
    NetworkModel model = NetworkModel.load(good());
    Map<String, Object> row = new java.util.TreeMap<>();
    assertThatThrownBy(() -> model.predict(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row has no column 'age', only nothing; give null for an empty cell");
    row.put("Age", 1);
    row.put("city", "Bonn");
    assertThatThrownBy(() -> model.predict(row))
        .hasMessage("the row has no column 'age', only Age, city; give null for an empty cell");
    row.putAll(Map.of("age", "old", "born", 7, "colour", "red", "seen", "", "v", new int[2]));
    assertThatThrownBy(() -> model.predict(row))
        .hasMessage("'old' in column 'age' is not a number");
    row.put("age", 7);
    assertThatThrownBy(() -> model.predict(row)).hasMessageContaining("'7' in column 'born'");
    row.put("born", "");
    assertThatThrownBy(() -> model.predict(row))
        .hasMessageContainingAll("column 'v'", "an array of floats or doubles");
    row.put("v", new float[3]);
    assertThatThrownBy(() -> model.predict(row))
        .hasMessage("the vector in column 'v' has 3 numbers where the network takes 2");
    row.put("v", null);
    assertThatThrownBy(() -> model.predict(row)).hasMessage("column 'v' has no value");
    row.put("v", new double[] {1e300, 0});
    assertThatThrownBy(() -> model.predict(row))
        .hasMessage("column 'v[0]' has the value 1.0E300, too large for a 32-bit float");
  }

  @Test
  void whereTrainingHadNothingToPutInItsPlaceAMissingNumberIsRefused() {
    Network network = Network.parse("3 -> embed 5x2 -> 1 linear");
    ModelMetadata metadata =
        new ModelMetadata(
            network,
            TableEncoder.ofNumbers(List.of("a", "b", "code")),
            List.of("y"),
            List.of(),
            0,
            1,
            Map.of());
    NetworkModel model = new NetworkModel(metadata, network.initialWeights(1));
    assertThat(model.predict(Map.of("a", 1, "b", "2", "code", "4")))
        .containsExactly(model.predict(new float[] {1, 2, 4}));
    assertThatThrownBy(() -> model.predict(Map.of("a", 1, "b", "", "code", 4)))
        .hasMessage("column 'b' has no value");
    assertThatThrownBy(() -> model.predict(Map.of("a", 1, "b", 2, "code", 5)))
        .hasMessageContainingAll("column 'code' is 5.0", "embeds 5 categories");
  }
}

package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.table.NumberEncoding;
import org.summand.table.TableEncoder;

/**
 * Whatever is in a model's directory, its reader returns a model or one clear sentence, and stays
 * small: {@link Hostile} says how small.
 */
class HostileModelTest {
  private static final String WHERE = "models/hostile";
  private static final Network NETWORK = Network.parse("2 -> 3 relu -> dropout 0.5 -> 2 softmax");

  private static MemoryFolder good() throws IOException {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK,
            TableEncoder.ofNumbers(
                List.of("x", "größe"),
                new NumberEncoding(
                    2, new float[] {1.5f, 0}, new float[] {0.25f, 1e-3f}, new float[] {0, 0}, 3)),
            List.of("label"),
            List.of("no", "yes"),
            7,
            42,
            Map.of("train.epochs", "3", "data.label", "[\"label\"]"));
    MemoryFolder folder = new MemoryFolder(WHERE);
    new NetworkModel(metadata, NETWORK.initialWeights(1)).save(folder, false);
    return folder;
  }

  private static Optional<NetworkModel> read(MemoryFolder folder) throws IOException {
    return Hostile.readOrRefused(WHERE, folder.size(), () -> NetworkModel.load(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {ModelFiles.METADATA, ModelFiles.WEIGHTS, ModelFiles.SUMS})
  void damageIsRefused(String file) throws IOException {
    MemoryFolder good = good();
    Hostile.Trial isRefused =
        altered -> {
          MemoryFolder folder = good.copy();
          folder.put(file, altered);
          assertThat(read(folder)).isEmpty();
        };
    Hostile.everyTruncation(good.bytes(file), isRefused);
    Hostile.everyAlteration(good.bytes(file), isRefused);
  }

  @ParameterizedTest
  @ValueSource(strings = {ModelFiles.METADATA, ModelFiles.WEIGHTS})
  void alterationsUnderARightChecksumGiveAModelOrAreRefused(String file) throws IOException {
    MemoryFolder good = good();
    Hostile.Trial isUsableOrRefused =
        altered -> {
          MemoryFolder folder = good.copy();
          folder.putSealed(file, altered);
          read(folder).ifPresent(HostileModelTest::assertUsable);
        };
    Hostile.everyTruncation(good.bytes(file), isUsableOrRefused);
    Hostile.everyAlteration(good.bytes(file), isUsableOrRefused);
  }

  private static void assertUsable(NetworkModel model) {
    assertThat(model.predict(new float[2])).hasSize(model.network().outputs());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7FC00000, 0x7F800000, 0xFF800000})
  void weightsThatAreNotFiniteAreRefusedUnderARightChecksum(int bits) throws IOException {
    MemoryFolder folder = good();
    byte[] weights = folder.bytes(ModelFiles.WEIGHTS).clone();
    for (int i = 0; i < Float.BYTES; i++) {
      weights[weights.length - Float.BYTES + i] = (byte) (bits >>> (8 * i));
    }
    folder.putSealed(ModelFiles.WEIGHTS, weights);
    assertThatThrownBy(() -> NetworkModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(WHERE + "/" + ModelFiles.WEIGHTS)
        .hasMessageContaining("not finite numbers");
  }

  /** The metadata of the good model with one piece of its text replaced, under a right checksum. */
  private static MemoryFolder with(String piece, String other) throws IOException {
    MemoryFolder folder = good();
    String metadata = new String(folder.bytes(ModelFiles.METADATA), StandardCharsets.UTF_8);
    assertThat(metadata).contains(piece);
    folder.putSealed(
        ModelFiles.METADATA, metadata.replace(piece, other).getBytes(StandardCharsets.UTF_8));
    return folder;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"summand-model\"|\"pickle\"|is not the card of a Summand model",
        "\"version\" : 2|\"version\" : 3|format version 3, and this Summand reads 2; use a newer",
        "\"version\" : 2|\"version\" : 1|format version 1, and this Summand reads 2; it was written",
        "\"version\" : 2|\"version\" : \"2\"|'version'",
        "\"version\" : 2|\"version\" : 1e999999999|'version'",
        "\"step\" : 7|\"step\" : -7|step",
        "\"step\" : 7|\"step\" : 7.0|'step'",
        "\"step\" : 7|\"step\" : 9223372036854775808|'step'",
        "\"step\" : 7|\"step\" : null|'step'",
        "\"step\" : 7|\"step\" : 7, \"step\" : 7|'step'",
        "\"step\" : 7,||'step'",
        "\"step\" : 7|\"step\" : 7, \"class\" : \"java.lang.Runtime\"|'class'",
        "\"seed\" : 42|\"seed\" : NaN|not valid JSON",
        "\"seed\" : 42|\"seed\" : [42]|'seed'",
        "2 -> 3|2 -> 1000000000|larger than one array",
        "2 -> 3|1000000000 -> 1000000000 relu -> 3|larger than one array",
        "2 -> 3|300000000 -> 3|more than weights.safetensors has room for",
        "2 -> 3|-2 -> 3|a whole number of at least 1",
        "2 -> 3|2 -> 3 relu -> 3000|more than weights.safetensors has room for",
        "2 softmax|2 linear|classes",
        "dropout 0.5|dropout NaN|a dropout rate",
        "[ 1.5, 0.0 ]|[ 1.5 ]|'factor'",
        "[ 1.5, 0.0 ]|[ 1.5, 0.0, 2.0 ]|'offset'",
        "[ 1.5, 0.0 ]|[ 1.5, 1e999999999 ]|'offset'",
        "[ 1.5, 0.0 ]|[ 1.5, 1e39 ]|'offset'",
        "[ 1.5, 0.0 ]|[ 1.5, \"0.0\" ]|'offset'",
        "[ 1.5, 0.0 ]|[ 1.5, NaN ]|not valid JSON",
        "[ 1.5, 0.0 ]|1.5|'offset'",
        "[ 1.5, 0.0 ]|{ }|'offset'",
        "\"mean\" : [ ]|\"mean\" : [ 0.0 ]|'mean' has more than 0 entries",
        "\"deviation\" : [ ]|\"deviation\" : [ 1.0 ]|'deviation' has more than 0 entries",
        "\"mean\" : [ ],||'mean'",
        "\"name\" : \"größe\"|\"name\" : 7|'name'",
        "\"name\" : \"größe\"|\"name\" : null|'name'",
        "\"columns\" : [ {|\"columns\" : [ { \"name\" : \"z\", \"kind\" : \"number\", \"width\" : 1, \"reason\" : \"\", \"categories\" : [ ] }, {|'columns' has more than 2 entries",
        "[ \"label\" ]|[ \"a\", \"b\", \"c\" ]|'names'",
        "[ \"no\", \"yes\" ]|[ \"no\" ]|classes",
        "[ \"no\", \"yes\" ]|[ \"no\", \"yes\", \"perhaps\" ]|classes",
        "\"train.epochs\" : \"3\"|\"train.epochs\" : 3|'train.epochs'",
        "\"train.epochs\" : \"3\"|\"a\" : \"3\", \"a\" : \"3\"|not valid JSON",
        "\"sha256\" : {|\"sha256\" : 7, \"x\" : {|'sha256'",
        "\"weights.safetensors\" :|\"../weights.safetensors\" :|'weights.safetensors'",
        "\"weights.safetensors\" :|\"moment1.safetensors\" :|'weights.safetensors'",
      })
  void metadataThatAreNotExactlyAsWrittenAreRefused(String piece, String other, String sentence)
      throws IOException {
    MemoryFolder folder = with(piece, other == null ? "" : other);
    assertThatThrownBy(() -> NetworkModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(WHERE + "/" + ModelFiles.METADATA)
        .hasMessageContaining(sentence);
    assertThat(read(folder)).isEmpty();
  }

  /** The longest that may stand between quotes or brackets, where it would cost the most. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\"step\" : 7|\"step\" : |9|",
        "\"step\" : 7|\"step\" : |[|",
        "\"step\" : 7|\"step\" : |{\"a\":|",
        "\"step\" : 7|\"step\" : 7, \"x\" : \"|a|\"",
        "\"step\" : 7|\"step\" : 7, \"x|a|\" : 0",
        "\"step\" : 7|\"step\" : 7, \"x\" : [ |{},|0 ]",
        "\"seed\" : 42|\"seed\" : |-|",
        "2 -> 3|2 -> |3 -> |3",
        "2 -> 3|2 -> 3|3|",
        "2 -> 3|2 -> 3 |relu |",
        "2 -> 3|2 -> 3| |",
        "dropout 0.5|dropout 0.|5|",
        "[ 1.5, 0.0 ]|[ |0,|0 ]",
        "[ 1.5, 0.0 ]|[ 0.|1|, 0 ]",
        "[ \"NA\",|[ |\"a\",|\"NA\",",
        "\"name\" : \"größe\"|\"name\" : \"|ö|\"",
        "[ \"label\" ]|[ |\"a\",|\"b\" ]",
        "[ \"no\", \"yes\" ]|[ |\"a\",|\"b\" ]",
        "\"train.epochs\" : \"3\"|\"a\" : \"|\\u0000|\"",
        "\"weights.safetensors\" : \"|\"weights.safetensors\" : \"|0|",
      })
  void aMebibyteOfAnythingCostNoMoreThanTheirShare(
      String piece, String before, String repeated, String after) throws IOException {
    int times = (1 << 20) / repeated.getBytes(StandardCharsets.UTF_8).length;
    String end = after == null ? "" : after;
    MemoryFolder folder = with(piece, before + repeated.repeat(times) + end);
    read(folder).ifPresent(HostileModelTest::assertUsable);
  }

  /** Names that are all different, of which a set would be kept. */
  @ParameterizedTest
  @ValueSource(strings = {"\"train.epochs\" : \"3\"", "\"step\" : 7", "\"weights.safetensors\" : "})
  void aMebibyteOfNamesCostNoMoreThanTheirShare(String piece) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; names.length() < 1 << 20; i++) {
      names.append('"').append(Integer.toString(i, 36)).append("\":\"\",");
    }
    read(with(piece, names + piece)).ifPresent(HostileModelTest::assertUsable);
  }

  @Test
  void aFileOfOtherTensorsThanTheMetadataNameIsRefused() throws IOException {
    MemoryFolder folder = good();
    byte[] metadata = folder.bytes(ModelFiles.METADATA);
    assertThat(metadata.length).isLessThan(1 << 10);
    folder.putSealed(ModelFiles.WEIGHTS, new byte[0]);
    assertThat(read(folder)).isEmpty();
    folder.putSealed(ModelFiles.WEIGHTS, new byte[1 << 20]);
    assertThat(read(folder)).isEmpty();
  }

  /** A regression's metadata with one piece of its text replaced, under a right checksum. */
  private static MemoryFolder numbers(String piece, String other) throws IOException {
    Network network = Network.parse("1 -> 2 linear");
    TargetScaling targets = new TargetScaling(new double[] {0.1, 1e300}, new double[] {2, 3});
    ModelMetadata metadata =
        new ModelMetadata(
            network,
            TableEncoder.ofVector("x", 1),
            List.of("a", "b"),
            List.of(),
            targets,
            7,
            42,
            Map.of());
    MemoryFolder folder = new MemoryFolder(WHERE);
    new NetworkModel(metadata, new float[4]).save(folder, false);
    String text = new String(folder.bytes(ModelFiles.METADATA), StandardCharsets.UTF_8);
    assertThat(text).contains(piece);
    folder.putSealed(
        ModelFiles.METADATA, text.replace(piece, other).getBytes(StandardCharsets.UTF_8));
    return folder;
  }

  @Test
  void theScalingOfTargetsComesBackToTheBit() throws IOException {
    TargetScaling back =
        NetworkModel.load(numbers("\"step\"", "\"step\"")).metadata().targetScaling();
    assertThat(back.mean()).containsExactly(0.1, 1e300);
    assertThat(back.deviation()).containsExactly(2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[ 0.1, 1.0E300 ]|[ 0.1 ]|'mean' has 1 numbers, not 2",
        "[ 0.1, 1.0E300 ]|[ 0.1, 1, 2 ]|'mean' has more than 2 entries",
        "[ 0.1, 1.0E300 ]|[ 0.1, 1e999999999 ]|'mean'",
        "[ 0.1, 1.0E300 ]|[ 0.1, null ]|'mean'",
        "[ 0.1, 1.0E300 ]|[ 0.1, \"1\" ]|'mean'",
        "[ 2.0, 3.0 ]|[ 2.0, 0.0 ]|contradicts itself: a target's mean is a finite number",
        "[ 2.0, 3.0 ]|[ -2.0, 3.0 ]|contradicts itself: a target's mean is a finite number",
        "[ 2.0, 3.0 ]|[ 2.0, 1e-999 ]|contradicts itself: a target's mean is a finite number",
        "[ 2.0, 3.0 ]|[ 2.0, NaN ]|not valid JSON",
        "2 linear|2 sigmoid|'mean' has more than 0 entries"
      })
  void aScalingOfTargetsThatCannotBeIsRefused(String piece, String other, String words)
      throws IOException {
    MemoryFolder folder = numbers(piece, other);
    assertThatThrownBy(() -> NetworkModel.load(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(WHERE + "/" + ModelFiles.METADATA)
        .hasMessageContaining(words);
    assertThat(read(folder)).isEmpty();
  }
}

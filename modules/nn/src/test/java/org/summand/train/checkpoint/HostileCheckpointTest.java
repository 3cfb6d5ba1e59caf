package org.summand.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.model.Folder;
import org.summand.model.Folders;
import org.summand.model.Hostile;
import org.summand.model.MemoryFolder;
import org.summand.model.ModelFormatException;
import org.summand.model.ModelMetadata;
import org.summand.model.SavedState;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.optim.Adam;
import org.summand.train.optim.TrainingState;

/** Whatever is in a checkpoint's directory, a run goes on from a whole one, or from none. */
class HostileCheckpointTest {
  private static final String METADATA = "model.json";
  private static final Network NETWORK = Network.parse("2 -> 2 linear");
  private static final int MOMENTS = 2;

  private static final EpochReport REPORT =
      new EpochReport(1, 6, 0.5, 0.1f, Optional.of(new Evaluation(NETWORK)), 64, 0.25);

  /** One checkpoint, whatever it is called. */
  private record One(MemoryFolder folder) implements Folders {
    @Override
    public String name() {
      return "checkpoints";
    }

    @Override
    public List<String> directories() {
      return folder.exists() ? List.of("step-000000000009") : List.of();
    }

    @Override
    public Folder folder(String name) {
      return folder;
    }

    @Override
    public void delete(String name) {
      throw new AssertionError("the only one is kept");
    }

    @Override
    public boolean create(String file, String text) {
      throw unlocked();
    }

    @Override
    public void write(String file, String text) {
      throw unlocked();
    }

    @Override
    public Optional<String> read(String file) {
      throw unlocked();
    }

    @Override
    public void deleteFile(String file) {
      throw unlocked();
    }
  }

  private static AssertionError unlocked() {
    return new AssertionError("nobody locks it");
  }

  private static CheckpointStore checkpoints(MemoryFolder folder) {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK, TableEncoder.ofVector("x", 2), List.of("y"), List.of(), 0, 1, Map.of());
    return new CheckpointStore(new One(folder), 1, metadata, Map.of("seed", "1"));
  }

  private static MemoryFolder good() throws IOException {
    MemoryFolder folder = new MemoryFolder("checkpoints/step-000000000009");
    float[] weights = NETWORK.initialWeights(1);
    checkpoints(folder)
        .save(
            new Checkpoint(
                new TrainingState(
                    weights, List.of(NETWORK.initialWeights(2), NETWORK.initialWeights(3)), 9),
                new EpochProgress(
                    0.5, 64, 64, 0.5, 0.25, 1, 6, Optional.of(weights), List.of(REPORT))));
    return folder;
  }

  private static Optional<Checkpoint> last(MemoryFolder folder) throws IOException {
    return Hostile.readOrRefused(
            "checkpoints", folder.size(), () -> checkpoints(folder).last(MOMENTS))
        .flatMap(read -> read);
  }

  private static void assertCanBeGoneOnFrom(Checkpoint checkpoint) {
    TrainingState next =
        new Adam(0.9f, 0.999f, 1e-8f)
            .step(checkpoint.state(), new float[NETWORK.weightCount()], 0.1f);
    assertThat(next.weights()).hasSize(NETWORK.weightCount());
    checkpoint
        .progress()
        .bestWeights()
        .ifPresent(best -> assertThat(best).hasSize(NETWORK.weightCount()));
  }

  private static void everyAlterationOf(String file, BiConsumer<MemoryFolder, byte[]> put)
      throws IOException {
    MemoryFolder good = good();
    assertThat(last(good)).isPresent();
    Hostile.Trial trial =
        altered -> {
          MemoryFolder folder = good.copy();
          put.accept(folder, altered);
          last(folder).ifPresent(HostileCheckpointTest::assertCanBeGoneOnFrom);
        };
    Hostile.everyTruncation(good.bytes(file), trial);
    Hostile.everyAlteration(good.bytes(file), trial);
  }

  @ParameterizedTest
  @ValueSource(strings = {METADATA, "moment2.safetensors", "best.safetensors", "SHA256SUMS"})
  void damageIsPassedOver(String file) throws IOException {
    everyAlterationOf(
        file,
        (folder, altered) -> {
          folder.put(file, altered);
          assertThatThrownBy(() -> SavedState.load(folder))
              .isInstanceOf(ModelFormatException.class);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {METADATA, "moment2.safetensors", "best.safetensors"})
  void alterationsUnderARightChecksumCanBeGoneOnFromOrArePassedOver(String file)
      throws IOException {
    everyAlterationOf(file, (folder, altered) -> folder.putSealed(file, altered));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"memory.loss\" : \"0.5\",|",
        "\"memory.loss\" : \"0.5\"|\"memory.loss\" : \"NaN\"",
        "\"memory.loss\" : \"0.5\"|\"memory.loss\" : \"half\"",
        "\"memory.rows\" : \"64\"|\"memory.rows\" : \"-1\"",
        "\"memory.rows\" : \"64\"|\"memory.rows\" : \"1e999999999\"",
        "Improvement\" : \"1\"|Improvement\" : \"4294967297\"",
        "\"memory.epochs\" : \"1 6 |\"memory.epochs\" : \"1 ",
        "\"memory.epochs\" : \"1 6 |\"memory.epochs\" : \"; 6 ",
        " false 0 | false ",
        "\"moment1.safetensors\"|\"moment3.safetensors\"",
        "\"moment2.safetensors\"|\"other.safetensors\"",
      })
  void whatCannotBeGoneOnFromIsPassedOver(String piece, String other) throws IOException {
    MemoryFolder folder = good();
    String metadata = new String(folder.bytes(METADATA), StandardCharsets.UTF_8);
    assertThat(metadata).contains(piece);
    folder.putSealed(
        METADATA,
        metadata.replace(piece, other == null ? "" : other).getBytes(StandardCharsets.UTF_8));
    assertThat(last(folder)).isEmpty();
  }

  @Test
  void theRightIdentityBesideAnotherNetworkIsPassedOver() throws IOException {
    MemoryFolder folder = good();
    String metadata = new String(folder.bytes(METADATA), StandardCharsets.UTF_8);
    String other = metadata.replace("2 -> 2 linear", "2 -> 2 huber");
    folder.putSealed(METADATA, other.getBytes(StandardCharsets.UTF_8));
    assertThat(SavedState.load(folder).model().network()).isNotEqualTo(NETWORK);
    assertThat(last(folder)).isEmpty();
  }
}

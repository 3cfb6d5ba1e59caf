package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShardTest {
  private static final float[] FEATURES = {1, 2, 3, 4, 5, 6};
  private static final float[] TARGETS = {0, 1, 1, 1};

  @Test
  void arraysAreKeptAsTheyAre() {
    Shard shard = new Shard(3, 2, FEATURES, TARGETS);

    assertThat(shard.index()).isEqualTo(3);
    assertThat(shard.rows()).isEqualTo(2);
    assertThat(shard.features()).isSameAs(FEATURES);
    assertThat(shard.targets()).isSameAs(TARGETS);
  }

  @Test
  void unequalRowsAreRefusedInWords() {
    assertThatThrownBy(() -> new Shard(0, 4, FEATURES, TARGETS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("6 features and 4 targets do not make 4 equal rows");
  }

  @Test
  void aShardMayBeEmpty() {
    assertThat(new Shard(0, 0, new float[0], new float[0]).rows()).isZero();
  }

  @Test
  void otherFeaturesMakeANewShardAndLeaveTheOldOne() {
    Shard shard = new Shard(3, 2, FEATURES, TARGETS);

    Shard other = shard.withFeatures(new float[] {7, 8});

    assertThat(other.features()).containsExactly(7, 8);
    assertThat(other.targets()).isSameAs(TARGETS);
    assertThat(other.index()).isEqualTo(3);
    assertThat(shard.features()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void classWeightsMultiplyTheRowsOwn() {
    Shard shard = new Shard(3, 3, new float[3], new float[] {0, 2, 1, 3, 2, 0.5f});
    Shard weighted = shard.weighted(new float[] {10, 1, 4});
    assertThat(weighted.targets()).containsExactly(0, 20, 1, 3, 2, 2);
    assertThat(weighted.index()).isEqualTo(3);
    assertThat(weighted.features()).isSameAs(shard.features());
    assertThat(shard.targets()).containsExactly(0, 2, 1, 3, 2, 0.5f);
  }

  @Test
  void fingerprintStandsForEveryFloatAndTheirOrder() {
    long fingerprint = new Shard(3, 2, FEATURES, TARGETS).fingerprint();
    assertThat(new Shard(0, 2, FEATURES.clone(), TARGETS.clone()).fingerprint())
        .as("of the same rows elsewhere")
        .isEqualTo(fingerprint);
    List<Long> others = new ArrayList<>();
    for (int i = 0; i < FEATURES.length; i++) {
      float[] features = FEATURES.clone();
      features[i] = Math.nextUp(features[i]);
      others.add(new Shard(3, 2, features, TARGETS).fingerprint());
    }
    for (int i = 0; i < TARGETS.length; i++) {
      float[] targets = TARGETS.clone();
      targets[i] = -targets[i];
      others.add(new Shard(3, 2, FEATURES, targets).fingerprint());
    }
    float[] turned = {4, 5, 6, 1, 2, 3};
    others.add(new Shard(3, 2, turned, TARGETS).fingerprint());
    others.add(new Shard(3, 2, TARGETS, FEATURES).fingerprint());
    others.add(new Shard(0, 0, new float[0], new float[0]).fingerprint());
    assertThat(others).doesNotHaveDuplicates().doesNotContain(fingerprint);
  }

  /** Of 64 bits, two in a hundred thousand are the same but for one time in 10⁹. */
  @Test
  void fingerprintsOfManyShardsAreAllDifferent() {
    Set<Long> fingerprints = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      float[] features = {i, 1, 2, 3, 4, 5, 6, 7};
      fingerprints.add(new Shard(0, 1, features, new float[] {1, 1}).fingerprint());
    }
    assertThat(fingerprints).hasSize(100_000);
  }

  @Test
  void travelsThroughJavaSerialisation() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Shard(3, 2, FEATURES, TARGETS));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Shard back = (Shard) in.readObject();
      assertThat(back.index()).isEqualTo(3);
      assertThat(back.features()).isEqualTo(FEATURES);
      assertThat(back.targets()).isEqualTo(TARGETS);
    }
  }
}

package org.summand.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.summand.table.RawColumn.Kind;

/** Columns, their words, and where they stand in a raw row. */
class RawColumnTest {
  private static final Vocabulary WORDS = new Vocabulary(List.of("a", "b", ""), true, true);

  @Test
  void wordsAreNumberedInTheirOrderAndAllOthersAreZero() {
    assertThat(WORDS.number("a")).isEqualTo(1);
    assertThat(WORDS.number("b")).isEqualTo(2);
    assertThat(WORDS.number("")).isEqualTo(3);
    assertThat(WORDS.number("A")).isEqualTo(Vocabulary.OTHER);
    assertThat(WORDS.missing()).isEqualTo(4);
    assertThat(WORDS.size()).isEqualTo(5);
    assertThat(WORDS.words()).containsExactly("a", "b", "");
  }

  @Test
  void whereTrainingHadNoEmptyCellsTheyCountAsUnseen() {
    Vocabulary full = new Vocabulary(List.of("a"), false, false);
    assertThat(full.missing()).isEqualTo(Vocabulary.OTHER);
    assertThat(full.size()).isEqualTo(2);
    assertThat(new Vocabulary(List.of(), true, true).missing()).isEqualTo(1);
  }

  @Test
  void aWordTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vocabulary(List.of("a", "b", "a"), true, false))
        .withMessageContaining("'a' stands twice");
  }

  @Test
  void alterationsOfWhatWasGivenAlterNothing() {
    List<String> words = new java.util.ArrayList<>(List.of("a"));
    Vocabulary vocabulary = new Vocabulary(words, true, true);
    words.add("b");
    assertThat(vocabulary.size()).isEqualTo(3);
    assertThat(vocabulary.words()).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(names = {"CATEGORY", "VECTOR", "UNUSED"})
  void kindsThatNeedMoreToBeKnownAreNotMadeOfAName(Kind kind) {
    assertThatIllegalArgumentException().isThrownBy(() -> RawColumn.of("x", kind));
  }

  @Test
  void categoriesOfAVectorStandInIt() {
    RawColumn vector = RawColumn.vector("v", 3, Map.of(2, WORDS, 0, WORDS));
    assertThat(vector.vocabularies().keySet()).containsExactly(0, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawColumn.vector("v", 3, Map.of(3, WORDS)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawColumn.vector("v", 3, Map.of(-1, WORDS)));
    assertThatIllegalArgumentException().isThrownBy(() -> RawColumn.vector("v", 0, Map.of()));
  }

  @Test
  void everyFloatOfARawRowHasItsPlace() {
    List<RawColumn> columns =
        List.of(
            RawColumn.of("n", Kind.NUMBER),
            RawColumn.unused("kept", 1, "constant"),
            RawColumn.category("c", WORDS),
            RawColumn.unused("gone", 0, "named so"),
            RawColumn.of("t", Kind.TIMESTAMP),
            RawColumn.vector("v", 3, Map.of(1, WORDS)),
            RawColumn.of("d", Kind.DATE));
    RawLayout layout = new RawLayout(columns);
    assertThat(layout.width()).isEqualTo(8);
    assertThat(layout.numbers()).containsExactly(0, 3, 4, 6, 7);
    assertThat(layout.days()).containsExactly(3, 7);
    assertThat(layout.dayHasTime()).containsExactly(true, false);
    assertThat(layout.categories()).containsExactly(2, 5);
    assertThat(RawColumn.used(columns)).containsExactly("n", "c", "t", "v", "d");
  }
}

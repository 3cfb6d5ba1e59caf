package org.summand.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The categories of a column, by number: 0 stands for every word that training did not see, or saw
 * too rarely to learn from; then come the words in their order; last, where training had empty
 * cells, the missing category.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1;

  /** The number of every other word. */
  public static final int OTHER = 0;

  private final ArrayList<String> words;
  private final boolean hasOther;
  private final boolean hasMissing;
  private final Map<String, Integer> numbers;

  /**
   * @param words no word twice
   * @param hasOther whether training had words that are none of these
   * @param hasMissing whether empty cells are a category of their own
   */
  public Vocabulary(List<String> words, boolean hasOther, boolean hasMissing) {
    this.hasOther = hasOther;
    this.words = new ArrayList<>(words);
    this.hasMissing = hasMissing;
    numbers = new HashMap<>(2 * words.size());
    for (String word : words) {
      if (numbers.put(word, 1 + numbers.size()) != null) {
        throw new IllegalArgumentException(
            "the word '" + MessageText.shortened(word) + "' stands twice in a vocabulary");
      }
    }
  }

  /** The words, in the order of their numbers, which begin at 1. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** Whether training had words that are none of these; else number 0 has learned nothing. */
  public boolean hasOther() {
    return hasOther;
  }

  /** Whether empty cells are a category of their own; else they count as unseen. */
  public boolean hasMissing() {
    return hasMissing;
  }

  /** How many numbers there are. */
  public int size() {
    return 1 + words.size() + (hasMissing ? 1 : 0);
  }

  /** The number of a word. */
  public int number(String word) {
    return numbers.getOrDefault(word, OTHER);
  }

  /** The number of an empty cell. */
  public int missing() {
    return hasMissing ? words.size() + 1 : OTHER;
  }
}

package org.summand.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a network's text, and the errors that point at one of them. */
final class NetworkWords {
  static final String ARROW = "->";

  private static final Pattern WORD = Pattern.compile("\\S+");

  /** A word of the text and where it begins; one without letters where a word is missing. */
  record Word(String text, int at) {}

  /** The text on one line with single blanks, so that an arrow below it points where it should. */
  private final String line;

  NetworkWords(String text) {
    line = text.strip().replaceAll("\\s+", " ");
  }

  /** All of the text as one word. */
  Word all() {
    return new Word(line, 0);
  }

  /** The words between the arrows; none of the lists is empty. */
  List<List<Word>> stages() {
    List<List<Word>> stages = new ArrayList<>();
    int from = 0;
    while (from <= line.length()) {
      int arrow = line.indexOf(ARROW, from);
      int to = arrow < 0 ? line.length() : arrow;
      stages.add(words(from, to));
      from = to + ARROW.length();
    }
    return stages;
  }

  private List<Word> words(int from, int to) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line).region(from, to);
    while (matcher.find()) {
      words.add(new Word(matcher.group(), matcher.start()));
    }
    return words.isEmpty() ? List.of(new Word("", to)) : words;
  }

  /** One sentence, and below the text an arrow that points at the word. */
  IllegalArgumentException fault(Word word, String rule) {
    String shown = word.text().isEmpty() ? "nothing" : "'" + word.text() + "'";
    return new IllegalArgumentException(
        "network: "
            + shown
            + " does not fit: "
            + rule
            + "\n  "
            + line
            + "\n  "
            + " ".repeat(word.at())
            + "^");
  }

  /** A word that is a whole number of at least 1. */
  int number(Word word, String meaning) {
    try {
      int number = Integer.parseInt(word.text());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw fault(word, "expected " + meaning + ", a whole number of at least 1");
  }

  /** The second word; where there is none, the first is at fault. */
  Word second(List<Word> stage, String rule) {
    if (stage.size() < 2) {
      throw fault(stage.get(0), rule);
    }
    return stage.get(1);
  }

  /** Refuses what stands behind so many words. */
  void requireNoMore(List<Word> stage, int count, String rule) {
    if (stage.size() > count) {
      throw fault(stage.get(count), rule);
    }
  }
}

package org.summand.train.tune;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.summand.train.TrainingSettings;

/**
 * Settings to try, as what is changed of those where a search starts.
 *
 * @param start the number of the start, from 0
 * @param changes the knobs that are turned, and to what
 */
public record Variation(int start, SortedMap<Knob, Double> changes) {
  public Variation {
    TreeMap<Knob, Double> turned = new TreeMap<>(changes);
    turned.entrySet().removeIf(change -> change.getValue() == change.getKey().start());
    changes = Collections.unmodifiableSortedMap(turned);
  }

  /** A start as it is. */
  public static Variation of(int start) {
    return new Variation(start, new TreeMap<>());
  }

  /** The value of a knob. */
  double value(Knob knob) {
    return changes.getOrDefault(knob, knob.start());
  }

  /** The same with one knob turned. */
  Variation with(Knob knob, double value) {
    TreeMap<Knob, Double> turned = new TreeMap<>(changes);
    turned.put(knob, value);
    return new Variation(start, turned);
  }

  /** The settings, given those of its start. */
  public TrainingSettings of(TrainingSettings settings) {
    TrainingSettings changed = settings;
    for (Map.Entry<Knob, Double> change : changes.entrySet()) {
      changed = change.getKey().turned(changed, change.getValue());
    }
    return changed;
  }

  /**
   * What is changed, in words, such as {@code width 512, rate 0.02}; empty where nothing is.
   *
   * @param settings as they are then
   */
  public String words(TrainingSettings settings) {
    StringJoiner words = new StringJoiner(", ");
    changes.keySet().forEach(knob -> words.add(knob.words(settings)));
    return words.toString();
  }
}

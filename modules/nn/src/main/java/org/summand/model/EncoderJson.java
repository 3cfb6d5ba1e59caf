package org.summand.model;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.summand.base.EnumText;
import org.summand.nn.Network;
import org.summand.table.CellReader;
import org.summand.table.NumberBins;
import org.summand.table.NumberEncoding;
import org.summand.table.RawColumn;
import org.summand.table.RawColumn.Kind;
import org.summand.table.TableEncoder;
import org.summand.table.Vocabulary;

/** The part of {@code model.json} on columns, and what becomes of them. */
final class EncoderJson {
  private static final int MOST_MISSING_WORDS = 1000;

  private final StrictJson json;
  private final List<RawColumn> columns = new ArrayList<>();
  private final List<Boolean> oneHot = new ArrayList<>();

  private EncoderJson(StrictJson json) {
    this.json = json;
  }

  static void print(TableEncoder encoder, ObjectNode to) {
    encoder.cells().missingWords().forEach(to.putArray("missingWords")::add);
    to.put("decimal", String.valueOf(encoder.cells().decimal()));
    boolean[] oneHot = encoder.oneHot();
    int category = 0;
    ArrayNode columns = to.putArray("columns");
    for (RawColumn column : encoder.columns()) {
      ObjectNode one = columns.addObject();
      one.put("name", column.name());
      one.put("kind", EnumText.of(column.kind()));
      one.put("width", column.width());
      one.put("reason", column.reason());
      ArrayNode categories = one.putArray("categories");
      for (int at = 0; at < column.width(); at++) {
        Vocabulary vocabulary = column.vocabularies().get(at);
        if (vocabulary != null) {
          print(at, vocabulary, oneHot[category++], categories.addObject());
        }
      }
    }
    NumberEncoding numbers = encoder.numbers();
    add(numbers.offset(), to.putArray("offset"));
    add(numbers.factor(), to.putArray("factor"));
    add(numbers.missing(), to.putArray("missing"));
    ArrayNode clip = to.putArray("clip");
    if (numbers.clip() != TableEncoder.NO_CLIP) {
      clip.add(numbers.clip());
    }
    ArrayNode indicators = to.putArray("indicators");
    for (int indicator : encoder.indicators()) {
      indicators.add(indicator);
    }
    print(encoder.bins(), to);
  }

  /** The bins of each number, and all edges in a row. */
  private static void print(NumberBins bins, ObjectNode to) {
    ArrayNode counts = to.putArray("bins");
    ArrayNode edges = to.putArray("edges");
    for (float[] each : bins.edges()) {
      counts.add(Math.max(0, each.length - 1));
      add(each, edges);
    }
  }

  private static void print(int at, Vocabulary vocabulary, boolean isOneHot, ObjectNode to) {
    to.put("at", at);
    to.put("oneHot", isOneHot);
    to.put("other", vocabulary.hasOther());
    to.put("missing", vocabulary.hasMissing());
    vocabulary.words().forEach(to.putArray("words")::add);
  }

  private static void add(float[] numbers, ArrayNode to) {
    for (float number : numbers) {
      to.add(number);
    }
  }

  /**
   * Reads what {@link #print} prints.
   *
   * @throws IllegalArgumentException where it contradicts itself
   */
  static TableEncoder read(StrictJson json, Network network) throws IOException {
    return new EncoderJson(json)
        .encoder(network.inputs(), network.curves().counts(), network.categories().size());
  }

  /**
   * @param most the inputs of the network, of which each number is one
   * @param counts the bins that its first inputs tell of
   */
  private TableEncoder encoder(int most, List<Integer> counts, int embeddedByNetwork)
      throws IOException {
    CellReader cells = cells();
    json.field("columns");
    json.next(JsonToken.START_ARRAY, "'columns'");
    int used = 0;
    while (json.nextIsNot(JsonToken.END_ARRAY)) {
      used += column() ? 1 : 0;
      // Of each that is used there is at least one input.
      json.requireAtMost(most, used, "columns");
    }
    float[] offset = json.floatsUpTo("offset", most);
    float[] factor = json.floats("factor", offset.length);
    float[] missing = json.floatsUpTo("missing", offset.length);
    float[] clip = json.floatsUpTo("clip", 1);
    int[] indicators = json.integersUpTo("indicators", offset.length);
    NumberBins bins = bins(json.integersUpTo("bins", offset.length), counts);
    // Only now is it known that so much was read: a width is a number that anybody can write.
    long room = (long) offset.length + embeddedByNetwork + oneHot.size() + columns.size();
    long width = columns.stream().mapToLong(RawColumn::width).sum();
    if (width > room) {
      throw json.fault(
          "the columns are " + width + " numbers wide, of which " + room + " are told");
    }
    boolean[] flags = new boolean[oneHot.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = oneHot.get(i);
    }
    int count = (int) numbers();
    float bound = clip.length == 0 ? TableEncoder.NO_CLIP : clip[0];
    return new TableEncoder(
        cells,
        columns,
        new NumberEncoding(count, offset, factor, missing, bound),
        indicators,
        flags,
        bins);
  }

  private NumberBins bins(int[] counts, List<Integer> ofNetwork) throws IOException {
    List<Integer> some = Arrays.stream(counts).filter(count -> count != 0).boxed().toList();
    if (!some.equals(ofNetwork)) {
      throw json.fault("the bins are " + some.size() + " that the network does not have");
    }
    // A few words of the network's text can be of more edges than fit the memory: those that are
    // there are read.
    int known = some.stream().mapToInt(count -> count + 1).sum();
    float[] all = json.floatsUpTo("edges", known);
    if (all.length < known) {
      throw json.fault("'edges' has " + all.length + " numbers, not " + known);
    }
    float[][] edges = new float[counts.length][0];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      int next = at + (counts[i] == 0 ? 0 : counts[i] + 1);
      edges[i] = Arrays.copyOfRange(all, at, next);
      at = next;
    }
    return new NumberBins(edges);
  }

  private CellReader cells() throws IOException {
    List<String> missingWords = json.texts("missingWords", MOST_MISSING_WORDS);
    json.field("decimal");
    String decimal = json.nextText("'decimal'");
    if (decimal.length() != 1) {
      throw json.fault("'decimal' is one character, not '" + StrictJson.shortened(decimal) + "'");
    }
    return new CellReader(missingWords, decimal.charAt(0));
  }

  private long numbers() {
    return columns.stream()
        .filter(RawColumn::isUsed)
        .mapToLong(column -> column.width() - column.vocabularies().size())
        .sum();
  }

  /** Takes a column, and says whether it is used. */
  private boolean column() throws IOException {
    json.requireObject("'columns'");
    json.field("name");
    String name = json.nextText("'name'");
    json.field("kind");
    String kindText = json.nextText("'kind'");
    Kind kind =
        EnumText.find(Kind.class, kindText)
            .orElseThrow(
                () -> json.fault("there is no kind '" + StrictJson.shortened(kindText) + "'"));
    long width = json.integerField("width");
    if (width < 0 || width > Integer.MAX_VALUE) {
      throw json.fault("a column is " + width + " numbers wide");
    }
    json.field("reason");
    String reason = json.nextText("'reason'");
    Map<Integer, Vocabulary> categories = new LinkedHashMap<>();
    json.field("categories");
    json.next(JsonToken.START_ARRAY, "'categories'");
    while (json.nextIsNot(JsonToken.END_ARRAY)) {
      category(categories);
    }
    json.close("a column");
    RawColumn read = column(name, kind, (int) width, reason, categories);
    if (read.width() != width || !read.reason().equals(reason)) {
      throw json.fault(
          "the column '"
              + StrictJson.shortened(name)
              + "' of kind '"
              + kindText
              + "' is "
              + width
              + " numbers wide, or has a reason to be left out");
    }
    columns.add(read);
    return read.isUsed();
  }

  private RawColumn column(
      String name, Kind kind, int width, String reason, Map<Integer, Vocabulary> categories) {
    return switch (kind) {
      case NUMBER, DATE, TIMESTAMP -> RawColumn.of(name, kind);
      case VECTOR -> RawColumn.vector(name, width, categories);
      case UNUSED -> RawColumn.unused(name, Math.min(1, width), reason);
      case CATEGORY -> {
        if (!categories.keySet().equals(Set.of(0))) {
          throw json.fault("the column '" + StrictJson.shortened(name) + "' has no categories");
        }
        yield RawColumn.category(name, categories.get(0));
      }
    };
  }

  private void category(Map<Integer, Vocabulary> categories) throws IOException {
    json.requireObject("'categories'");
    long at = json.integerField("at");
    boolean isOneHot = json.flag("oneHot");
    boolean hasOther = json.flag("other");
    boolean hasMissing = json.flag("missing");
    List<String> words = json.texts("words", Integer.MAX_VALUE);
    json.close("categories");
    boolean isAscending = at >= 0 && categories.keySet().stream().allMatch(before -> before < at);
    if (!isAscending || at > Integer.MAX_VALUE) {
      throw json.fault("categories stand at " + at);
    }
    categories.put((int) at, new Vocabulary(words, hasOther, hasMissing));
    oneHot.add(isOneHot);
  }
}

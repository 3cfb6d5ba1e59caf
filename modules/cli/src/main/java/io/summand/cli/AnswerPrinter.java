package io.summand.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Prints answers on stdout, a partition at a time: they need not fit the driver's memory. */
final class AnswerPrinter {
  /** How often to look whether anybody still reads. */
  private static final int ROWS_BETWEEN_LOOKS = 1024;

  private AnswerPrinter() {}

  static void print(Dataset<Row> answers, String model, Output output) throws IOException {
    if (output.isJson()) {
      printJson(answers, model, output.out());
    } else {
      printCsv(answers, output.out());
    }
    output.out().flush();
  }

  private static void printCsv(Dataset<Row> answers, PrintWriter out) {
    Iterator<Row> rows = answers.toLocalIterator();
    // The first row is computed before the first line is written, as it may be what is wrong.
    boolean isEmpty = !rows.hasNext();
    out.write(line(Stream.of(answers.columns())));
    for (long r = 1; !isEmpty && rows.hasNext(); r++) {
      Row row = rows.next();
      out.write(line(IntStream.range(0, row.size()).mapToObj(i -> String.valueOf(row.get(i)))));
      if (r % ROWS_BETWEEN_LOOKS == 0 && out.checkError()) {
        return; // as when 'head' has seen enough
      }
    }
  }

  private static String line(Stream<String> cells) {
    return cells.map(AnswerPrinter::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  /** As RFC 4180 has it. */
  private static String quoted(String cell) {
    boolean needsQuotes = cell.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return needsQuotes ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }

  private static void printJson(Dataset<Row> answers, String model, PrintWriter out)
      throws IOException {
    Iterator<Row> rows = answers.toLocalIterator();
    boolean isEmpty = !rows.hasNext();
    String[] names = answers.columns();
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("command", "predict");
    json.writeStringField("model", model);
    json.writeArrayFieldStart("answers");
    for (long r = 1; !isEmpty && rows.hasNext(); r++) {
      if (r % ROWS_BETWEEN_LOOKS == 0 && out.checkError()) {
        return;
      }
      Row row = rows.next();
      json.writeStartObject();
      for (int i = 0; i < names.length; i++) {
        json.writeFieldName(names[i]);
        writeCell(json, row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    out.println();
  }

  private static void writeCell(JsonGenerator json, Object cell) throws IOException {
    if (cell instanceof Float number) {
      json.writeNumber(number);
    } else if (cell instanceof Integer number) {
      json.writeNumber(number);
    } else {
      json.writeString(String.valueOf(cell));
    }
  }
}

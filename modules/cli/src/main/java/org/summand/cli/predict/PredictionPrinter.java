package org.summand.cli.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.univocity.parsers.csv.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.summand.cli.table.file.CsvFormat;

/** Prints predictions on stdout, as they come: they need not fit the driver's memory. */
public final class PredictionPrinter {
  /** After how many rows to check whether anybody still reads. */
  private static final int ROWS_BETWEEN_LOOKS = 1024;

  private final String[] names;
  private final PrintWriter out;

  /**
   * @param names of the predictions' columns
   */
  public PredictionPrinter(String[] names, PrintWriter out) {
    this.names = names;
    this.out = out;
  }

  /** Prints a line of CSV a row, and one of names before them. */
  public void printCsv(Iterator<Row> rows) {
    // The first row is computed before the first line is written, as it may be what is wrong.
    boolean isEmpty = !rows.hasNext();
    CsvWriter csv = CsvFormat.writer();
    out.write(csv.writeRowToString(names) + "\n");
    for (long r = 1; !isEmpty && rows.hasNext(); r++) {
      Row row = rows.next();
      String[] cells = new String[row.size()];
      Arrays.setAll(cells, i -> row.isNullAt(i) ? "" : String.valueOf(row.get(i)));
      out.write(csv.writeRowToString(cells) + "\n");
      if (isUnread(r)) {
        return;
      }
    }
    out.flush();
  }

  /** Prints a JSON object a row, each on a line. */
  public void printJsonLines(Iterator<Row> rows) throws IOException {
    boolean isEmpty = !rows.hasNext();
    try (JsonGenerator json = generator()) {
      json.setRootValueSeparator(null);
      for (long r = 1; !isEmpty && rows.hasNext(); r++) {
        writeRow(json, rows.next());
        json.writeRaw('\n');
        if (isUnread(r)) {
          return;
        }
      }
    }
    out.flush();
  }

  /** Prints all rows as one JSON object. */
  public void printJson(Iterator<Row> rows, String model) throws IOException {
    boolean isEmpty = !rows.hasNext();
    try (JsonGenerator json = generator()) {
      json.writeStartObject();
      json.writeStringField("command", "predict");
      json.writeStringField("model", model);
      json.writeArrayFieldStart("predictions");
      for (long r = 1; !isEmpty && rows.hasNext(); r++) {
        writeRow(json, rows.next());
        if (isUnread(r)) {
          return;
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.println();
    out.flush();
  }

  /** As when 'head' has seen enough. */
  private boolean isUnread(long row) {
    return row % ROWS_BETWEEN_LOOKS == 0 && out.checkError();
  }

  private JsonGenerator generator() throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    return json;
  }

  private void writeRow(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < names.length; i++) {
      json.writeFieldName(names[i]);
      writeCell(json, row.get(i));
    }
    json.writeEndObject();
  }

  private static void writeCell(JsonGenerator json, Object cell) throws IOException {
    boolean isNoNumber = cell instanceof Number number && !Double.isFinite(number.doubleValue());
    if (cell == null || isNoNumber) {
      json.writeNull();
    } else if (cell instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (cell instanceof Float number) {
      json.writeNumber(number);
    } else if (cell instanceof Double number) {
      json.writeNumber(number);
    } else if (cell instanceof Number number) {
      json.writeNumber(new BigDecimal(number.toString()));
    } else {
      json.writeString(String.valueOf(cell));
    }
  }
}

package org.summand.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.summand.compute.EmbeddingTable;

/**
 * Reads the cells of a table's row to floats, raw (see {@link RawColumn}). The one place where a
 * cell becomes a float, wherever rows come from; every cell is checked here, once, so that nothing
 * below need look again.
 */
public final class RawRowReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<RawColumn> columns;

  /** What each column is called in the table; null for one that is left out. */
  private final String[] names;

  private final CellReader cells;
  private final boolean takesMissing;
  private final CategoryCells embeddedByNetwork;
  private final int width;

  /**
   * @param columns what is read of each column
   * @param names of the columns that are used, in their order; they may be called otherwise than
   *     they were
   * @param cells how cells are read
   * @param takesMissing whether numbers may be missing
   * @param tables of the last numbers, those that the network itself reads as categories
   */
  public RawRowReader(
      List<RawColumn> columns,
      List<String> names,
      CellReader cells,
      boolean takesMissing,
      List<EmbeddingTable> tables) {
    this.columns = new ArrayList<>(columns);
    this.cells = cells;
    this.takesMissing = takesMissing;
    this.names = new String[columns.size()];
    Iterator<String> used = names.iterator();
    for (int c = 0; c < this.names.length; c++) {
      this.names[c] = columns.get(c).isUsed() ? used.next() : null;
    }
    width = columns.stream().mapToInt(RawColumn::width).sum();
    embeddedByNetwork = new CategoryCells(columns, tables);
  }

  /** What is read of each column. */
  public List<RawColumn> columns() {
    return List.copyOf(columns);
  }

  /** How cells are read. */
  public CellReader cells() {
    return cells;
  }

  /** Whether numbers may be missing. */
  public boolean takesMissing() {
    return takesMissing;
  }

  /** What a column is called in the table; null for one that is left out. */
  public String name(int c) {
    return names[c];
  }

  /** The floats of a row. */
  public int width() {
    return width;
  }

  /**
   * A row whose cells are known by the names of their columns.
   *
   * @throws IllegalArgumentException where a column is not there
   * @throws BadCellException where a cell is not what its column holds
   */
  public float[] read(Map<String, ?> row) {
    float[] raw = new float[width];
    int next = 0;
    for (int c = 0; c < names.length; c++) {
      if (names[c] != null && !row.containsKey(names[c])) {
        throw new IllegalArgumentException(
            "the row has no column '"
                + MessageText.shortened(names[c])
                + "', only "
                + (row.isEmpty() ? "nothing" : MessageText.list(List.copyOf(row.keySet())))
                + "; give null for an empty cell");
      }
      next = read(c, names[c] == null ? null : row.get(names[c]), raw, next);
    }
    check(raw, next);
    return raw;
  }

  /**
   * Writes the floats of one cell, of numbers in a vector those of a {@code float[]} or {@code
   * double[]}.
   *
   * @param c which column
   * @param next where its first float goes
   * @return where the next column's go
   */
  public int read(int c, Object cell, float[] to, int next) {
    RawColumn column = columns.get(c);
    switch (column.kind()) {
      case NUMBER -> to[next] = number(cell, names[c]);
      case DATE, TIMESTAMP -> to[next] = days(cell, names[c]);
      case CATEGORY -> {
        String word = cells.word(cell, names[c]);
        Vocabulary vocabulary = column.vocabulary(0);
        to[next] = word == null ? vocabulary.missing() : vocabulary.number(word);
      }
      case VECTOR -> {
        requireSize(c, VectorCell.size(cell, names[c]));
        VectorCell.read(cell, names[c], to, next, takesMissing);
        findCategories(c, to, next);
      }
      case UNUSED -> {
        if (column.width() > 0) {
          to[next] = Float.NaN;
        }
      }
    }
    return next + column.width();
  }

  private float number(Object cell, String column) {
    return present(cells.number(cell, column), cell, column);
  }

  private float days(Object cell, String column) {
    return present(cells.days(cell, column), cell, column);
  }

  private float present(float value, Object cell, String column) {
    return takesMissing || !Float.isNaN(value) ? value : CellReader.absent(cell, column);
  }

  /** Checks how many numbers a vector has. */
  public void requireSize(int c, int size) {
    if (size != columns.get(c).width()) {
      throw new BadCellException(
          "the vector in column '"
              + MessageText.shortened(names[c])
              + "' has "
              + size
              + " numbers where the network takes "
              + columns.get(c).width());
    }
  }

  /** Replaces those numbers of a vector that are categories by their numbers in a vocabulary. */
  public void findCategories(int c, float[] to, int next) {
    for (Map.Entry<Integer, Vocabulary> category : columns.get(c).vocabularies().entrySet()) {
      int place = next + category.getKey();
      Vocabulary vocabulary = category.getValue();
      to[place] =
          Float.isNaN(to[place])
              ? vocabulary.missing()
              : vocabulary.number(Numerals.className((double) to[place]));
    }
  }

  /** Checks a row that was read, of which the floats end there. */
  public void check(float[] to, int end) {
    embeddedByNetwork.check(to, end);
  }
}

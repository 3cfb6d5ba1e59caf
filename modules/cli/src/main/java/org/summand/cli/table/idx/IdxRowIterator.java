package org.summand.cli.table.idx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.summand.data.BadDataException;

/** The rows {@code from … to − 1} of a pair of IDX files, each read in one go. */
final class IdxRowIterator implements Iterator<Row> {
  private static final int MOST_CELLS = 4;

  private final IdxFile images;

  /** Null where there are none. */
  private final IdxFile labels;

  private final int from;
  private final int to;

  /** Whether file and first row stand behind the cells. */
  private final boolean places;

  private final InputStream imageStream;
  private final InputStream labelStream;
  private final byte[] pixels;
  private final byte[] label = new byte[1];
  private int next;

  IdxRowIterator(
      IdxFile images, IdxFile labels, int from, int to, Configuration hadoop, boolean places) {
    this.images = images;
    this.labels = labels;
    this.to = to;
    this.from = from;
    this.places = places;
    next = from;
    pixels = new byte[images.itemBytes()];
    imageStream = open(images, from, hadoop);
    labelStream = labels == null ? null : open(labels, from, hadoop);
  }

  private static InputStream open(IdxFile file, int from, Configuration hadoop) {
    try {
      InputStream in = file.openAt(from, hadoop);
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) context -> closeQuietly(in));
      return in;
    } catch (IOException unreadable) {
      throw damaged(file, unreadable);
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException read) {
      // It was only read from.
    }
  }

  @Override
  public boolean hasNext() {
    return next < to;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    read(images, imageStream, pixels);
    double[] features = new double[pixels.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = pixels[i] & 0xFF;
    }
    if (labels != null) {
      read(labels, labelStream, label);
    }
    next++;
    List<Object> cells = new ArrayList<>(MOST_CELLS);
    cells.add(Vectors.dense(features));
    if (labels != null) {
      cells.add(label[0] & 0xFF);
    }
    if (places) {
      cells.add(labels == null ? images.path() : labels.path());
      cells.add((long) from);
    }
    return RowFactory.create(cells.toArray());
  }

  private void read(IdxFile file, InputStream in, byte[] item) {
    try {
      file.readItem(in, next, item);
      if (next + 1 == file.items()) {
        file.requireEnd(in);
      }
    } catch (IOException unreadable) {
      throw damaged(file, unreadable);
    }
  }

  private static BadDataException damaged(IdxFile file, IOException unreadable) {
    boolean isCut = unreadable instanceof EOFException;
    boolean isBroken = unreadable instanceof ZipException;
    String why = isCut ? "it ends too soon" : unreadable.getMessage();
    return new BadDataException(
        file.path()
            + (isCut || isBroken ? " is damaged: " : " cannot be read: ")
            + why
            + "; copy the file again");
  }
}

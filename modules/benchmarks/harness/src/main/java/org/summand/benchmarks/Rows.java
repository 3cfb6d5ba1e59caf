package org.summand.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Labelled rows.
 *
 * @param count how many
 * @param features count × features a row, row-major
 * @param classes the class of each
 */
public record Rows(int count, float[] features, int[] classes) {
  private static final int IDX_IMAGES = 0x803;
  private static final int IDX_LABELS = 0x801;

  /** Triangular features from -1 to 1 and classes without meaning. */
  public static Rows random(int count, int inputs, int outputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] features = new float[count * inputs];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (random.nextDouble() + random.nextDouble() - 1);
    }
    return new Rows(count, features, random.ints(count, 0, outputs).toArray());
  }

  /** The training images of MNIST that a directory holds, in their order, pixels from 0 to 1. */
  public static Rows mnist(Path directory) throws IOException {
    try (DataInputStream images = open(directory.resolve("train-images-idx3-ubyte.gz"));
        DataInputStream labels = open(directory.resolve("train-labels-idx1-ubyte.gz"))) {
      if (images.readInt() != IDX_IMAGES || labels.readInt() != IDX_LABELS) {
        throw new IOException(directory + " does not hold MNIST's files in the IDX format");
      }
      int count = images.readInt();
      labels.readInt();
      byte[] pixels = images.readNBytes(images.readInt() * images.readInt() * count);
      float[] features = new float[pixels.length];
      for (int i = 0; i < features.length; i++) {
        features[i] = (pixels[i] & 0xff) / 255f;
      }
      byte[] digits = labels.readNBytes(count);
      int[] classes = new int[count];
      Arrays.setAll(classes, i -> digits[i]);
      return new Rows(count, features, classes);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
  }

  /** The features of a row. */
  public int inputs() {
    return features.length / count;
  }

  /** The rows from one to before another. */
  public Rows range(int from, int to) {
    return new Rows(
        to - from,
        Arrays.copyOfRange(features, from * inputs(), to * inputs()),
        Arrays.copyOfRange(classes, from, to));
  }

  /** The classes as rows of zeros with a one each, as most systems want them. */
  public float[] oneHot(int outputs) {
    float[] ones = new float[count * outputs];
    for (int r = 0; r < count; r++) {
      ones[r * outputs + classes[r]] = 1;
    }
    return ones;
  }

  /** The share of rows where the greatest of the outputs, count × outputs, is that of the class. */
  public double shareRight(float[] outputs) {
    int width = outputs.length / count;
    int right = 0;
    for (int r = 0; r < count; r++) {
      int best = 0;
      for (int c = 1; c < width; c++) {
        best = outputs[r * width + c] > outputs[r * width + best] ? c : best;
      }
      right += best == classes[r] ? 1 : 0;
    }
    return right / (double) count;
  }
}

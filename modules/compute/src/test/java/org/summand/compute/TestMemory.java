package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Five regions of random floats with windows at odd offsets in them. It can be opened as often as
 * wanted, so that several devices start from the same floats.
 *
 * <p>Windows are laid out first; the floats are there from the first look at them.
 */
final class TestMemory {
  /** Floats before each window and behind the last, which no operation may change. */
  private static final int GAP = 3;

  private final long seed;
  private final Map<Region, Integer> ends = new EnumMap<>(Region.class);
  private final Map<Region, float[]> contents = new EnumMap<>(Region.class);

  TestMemory(long seed) {
    this.seed = seed;
  }

  /** The next window of a region, at an odd offset. */
  Matrix window(Region region, int rows, int cols) {
    if (!contents.isEmpty()) {
      throw new IllegalStateException("all windows are laid out before the memory is filled");
    }
    Matrix window = new Matrix(region, (end(region) + GAP) | 1, rows, cols);
    ends.put(region, window.end());
    return window;
  }

  /** Overwrites a window's random floats; the function takes the position in the window. */
  void fill(Matrix window, IntToDoubleFunction value) {
    for (int i = 0; i < window.size(); i++) {
      contents(window.region())[window.offset() + i] = (float) value.applyAsDouble(i);
    }
  }

  /** The floats that a window starts from. */
  float[] floats(Matrix window) {
    float[] floats = new float[window.size()];
    System.arraycopy(contents(window.region()), window.offset(), floats, 0, floats.length);
    return floats;
  }

  Workspace open(Device device) {
    Workspace workspace = device.open(footprint());
    load(workspace, float[]::clone);
    return workspace;
  }

  ReferenceWorkspace openReference() {
    return (ReferenceWorkspace) open(new ReferenceDevice());
  }

  /**
   * The reference over absolute values. A sum of products becomes the sum of their sizes, which is
   * what rounding errors are measured by.
   */
  ReferenceWorkspace openMagnitudes() {
    ReferenceWorkspace workspace = new ReferenceDevice().open(footprint());
    load(workspace, TestMemory::absolute);
    return workspace;
  }

  /** Every float that lies in none of the results still has its bits. */
  void assertChangedOnly(String what, Workspace workspace, Matrix... results) {
    for (Region region : Region.values()) {
      BitSet mayChange = new BitSet();
      for (Matrix result : results) {
        if (result.region() == region) {
          mayChange.set(result.offset(), result.end());
        }
      }
      float[] before = contents(region);
      float[] after = new float[before.length];
      workspace.read(whole(region), after);
      for (int i = 0; i < before.length; i++) {
        if (!mayChange.get(i) && bits(before[i]) != bits(after[i])) {
          assertThat(after[i])
              .as("%s: float %d of %s is no result", what, i, region)
              .isEqualTo(before[i]);
        }
      }
    }
  }

  Footprint footprint() {
    return new Footprint(contents(Region.GRADIENT).length, contents(Region.ACTIVATIONS).length);
  }

  private void load(Workspace workspace, UnaryOperator<float[]> view) {
    for (Region region : Region.values()) {
      if (region.isBound()) {
        workspace.bind(region, view.apply(contents(region)));
      }
    }
    // Nothing but a gather brings floats into the regions that a workspace owns.
    for (Region region : Region.values()) {
      if (!region.isBound()) {
        workspace.bind(Region.INPUT, view.apply(contents(region)));
        Matrix all = whole(region);
        workspace.gather(new int[] {0}, new Matrix(Region.INPUT, 0, 1, all.cols()), all);
      }
    }
    workspace.bind(Region.INPUT, view.apply(contents(Region.INPUT)));
  }

  private Matrix whole(Region region) {
    return new Matrix(region, 0, 1, contents(region).length);
  }

  private float[] contents(Region region) {
    return contents.computeIfAbsent(region, this::random);
  }

  private float[] random(Region region) {
    // Weights and their gradient are of one size, which is the footprint's.
    boolean weights = region == Region.WEIGHTS || region == Region.GRADIENT;
    int end = weights ? Math.max(end(Region.WEIGHTS), end(Region.GRADIENT)) : end(region);
    float[] floats = new float[end + GAP];
    long key = CounterRandom.key(seed, region.ordinal());
    for (int i = 0; i < floats.length; i++) {
      floats[i] = 2 * CounterRandom.uniform(key, i) - 1;
    }
    return floats;
  }

  private int end(Region region) {
    return ends.getOrDefault(region, 0);
  }

  private static float[] absolute(float[] floats) {
    float[] absolute = new float[floats.length];
    for (int i = 0; i < floats.length; i++) {
      absolute[i] = Math.abs(floats[i]);
    }
    return absolute;
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }
}

package org.summand.compute.opencl;

import java.util.Arrays;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;

/**
 * The regions of one workspace as arrays of its kernel.
 *
 * <p>ACTIVATIONS and GRADIENT are one array, {@code scratch}, whose last float is a canary: the
 * device's copy holds a number that the host's copy does not, so that every answer shows whether
 * the device still has what it computed (see {@link HeapMoves}).
 */
final class OpenClMemory {
  /** No float of a fresh array. */
  static final float CANARY = 171717;

  private final OpenClDevice device;
  private final Launcher launcher;
  private final StepKernel kernel;
  private final Footprint footprint;
  private final BoundRegion input = new BoundRegion();
  private final BoundRegion target = new BoundRegion();
  private float[] weights;
  private final long ownBytes;

  OpenClMemory(OpenClDevice device, Launcher launcher, Footprint footprint) {
    this.device = device;
    this.launcher = launcher;
    this.footprint = footprint;
    kernel = launcher.kernel();
    long floats = (long) footprint.activations() + footprint.weights() + 1;
    if (floats > device.largestArray()) {
      throw new DeviceException(
          "activations and gradient of "
              + floats
              + " floats are more than one buffer of "
              + device.name()
              + " holds ("
              + device.largestArray()
              + "); use smaller batches");
    }
    int length = HeapMoves.lengthFor((int) floats);
    ownBytes = bytes(footprint);
    device.reserveOrFail(ownBytes);
    kernel.scratch = new float[length];
    kernel.canaryAt = length - 1;
    kernel.losses = new float[Operations.LOSS_ITEMS + 1];
    launcher.arraysChanged();
  }

  /** What a workspace takes: scratch, weights, and the copy of the gradient on its way up. */
  static long bytes(Footprint footprint) {
    long scratch = (long) footprint.activations() + footprint.weights() + 1;
    int length = HeapMoves.lengthFor((int) Math.min(Integer.MAX_VALUE, scratch));
    return Float.BYTES * (length + 2L * footprint.weights());
  }

  void bind(Region region, float[] host) {
    if (region == Region.WEIGHTS) {
      if (weights == host) {
        launcher.upload(host);
      } else {
        kernel.weights = atLeastOne(host);
        launcher.arraysChanged();
      }
      weights = host;
      return;
    }
    BoundRegion bound = bound(region);
    if (bound.host() == host) {
      if (bound.isResident() && host.length > 0) {
        launcher.upload(host);
      }
      return;
    }
    device.free(bound.reserved());
    long bytes = (long) Float.BYTES * host.length;
    boolean fits = host.length <= device.largestArray() && device.reserve(bytes);
    if (!fits) {
      device.saysThatItStreams(bytes);
    }
    bound.bind(host, fits, fits ? bytes : 0);
    setArray(region, fits ? atLeastOne(host) : new float[1]);
  }

  private void setArray(Region region, float[] array) {
    if (region == Region.INPUT) {
      kernel.input = array;
    } else {
      kernel.target = array;
    }
    launcher.arraysChanged();
  }

  /** OpenCL has no buffers of no bytes. */
  private static float[] atLeastOne(float[] host) {
    return host.length == 0 ? new float[1] : host;
  }

  /** The host's copy of a bound region. */
  float[] host(Region region) {
    return region == Region.WEIGHTS ? weights : bound(region).host();
  }

  private BoundRegion bound(Region region) {
    return region == Region.INPUT ? input : target;
  }

  /** Which of the kernel's arrays a window lies in. */
  int place(Matrix window) {
    return switch (window.region()) {
      case INPUT -> Operations.IN_INPUT;
      case TARGET -> Operations.IN_TARGET;
      case WEIGHTS -> Operations.IN_WEIGHTS;
      case ACTIVATIONS, GRADIENT -> Operations.IN_SCRATCH;
    };
  }

  /** Where in that array it starts; a window of a streamed region is brought there first. */
  int offset(Matrix window) {
    return switch (window.region()) {
      case WEIGHTS, ACTIVATIONS -> window.offset();
      case GRADIENT -> footprint.activations() + window.offset();
      case INPUT, TARGET -> {
        BoundRegion bound = bound(window.region());
        if (!bound.isResident()) {
          upload(window.region(), bound.stage(window));
        }
        yield bound.isResident() ? window.offset() : 0;
      }
    };
  }

  /** Whether rows of this window have to be gathered by the host. */
  boolean isStreamed(Matrix window) {
    return (window.region() == Region.INPUT || window.region() == Region.TARGET)
        && !bound(window.region()).isResident();
  }

  /** Gathers rows of a streamed region on the host and brings them to the array's start. */
  void stage(int[] rows, Matrix from) {
    upload(from.region(), bound(from.region()).stage(rows, from));
  }

  private void upload(Region region, float[] stage) {
    float[] now = region == Region.INPUT ? kernel.input : kernel.target;
    if (stage != now) {
      setArray(region, atLeastOne(stage));
    } else {
      launcher.upload(stage);
    }
  }

  /** Brings row numbers to the device. */
  void setRows(int[] rows) {
    kernel.rows = brought(rows, kernel.rows);
  }

  /** Brings to the device which columns come from which table. */
  void setColumns(int[] columns) {
    kernel.columns = brought(columns, kernel.columns);
  }

  /** Brings the levels of quantiles to the device. */
  void setLevels(float[] levels) {
    if (!Arrays.equals(levels, kernel.levels)) {
      kernel.levels = levels;
      launcher.arraysChanged();
    }
  }

  /** The array that brings some numbers: the one that is there, where they fit. */
  private int[] brought(int[] numbers, int[] there) {
    if (there.length < numbers.length) {
      launcher.arraysChanged();
      return numbers.clone();
    }
    if (Arrays.mismatch(numbers, 0, numbers.length, there, 0, numbers.length) >= 0) {
      System.arraycopy(numbers, 0, there, 0, numbers.length);
      launcher.upload(there);
    }
    return there;
  }

  /** Checks that a window lies inside its region, and that the region has something bound. */
  void requireInside(Matrix... windows) {
    for (Matrix window : windows) {
      Region region = window.region();
      if (region.isBound() && host(region) == null) {
        throw new IllegalStateException("nothing is bound to " + region);
      }
      int floats =
          switch (region) {
            case ACTIVATIONS -> footprint.activations();
            case GRADIENT -> footprint.weights();
            default -> host(region).length;
          };
      if (window.end() > floats) {
        throw new IllegalArgumentException(
            "the window " + window + " ends behind its region of " + floats + " floats");
      }
    }
  }

  /** All floats of the gradient, as a window. */
  Matrix gradient() {
    int floats = footprint.weights();
    return new Matrix(Region.GRADIENT, 0, floats == 0 ? 0 : 1, Math.max(1, floats));
  }

  /** Gives back what was accounted for. */
  void free() {
    device.free(ownBytes + input.reserved() + target.reserved());
  }
}

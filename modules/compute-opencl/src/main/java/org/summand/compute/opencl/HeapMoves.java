package org.summand.compute.opencl;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the garbage collector does to arrays. Where it has moved one, Aparapi makes a new buffer
 * from the host's copy at the next launch. That is harmless for what the host owns, but the scratch
 * memory is the device's, and the host's copy of it is empty.
 *
 * <p>G1 gives an array that fills half of one of its regions a place of its own and leaves it
 * there; so scratch memory is never smaller. With the other collectors, a third of the tests
 * failed.
 */
final class HeapMoves {
  private static final List<GarbageCollectorMXBean> COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans();
  private static final int STILL_FLOATS = stillFloats();

  private HeapMoves() {}

  /** Why no array is safe here, in one sentence with the remedy; empty where large ones are. */
  static Optional<String> reasonToRefuse() {
    return STILL_FLOATS > 0
        ? Optional.empty()
        : Optional.of(
            "the garbage collector ("
                + COLLECTORS.stream()
                    .map(GarbageCollectorMXBean::getName)
                    .collect(Collectors.joining(", "))
                + ") moves arrays that are in use by Aparapi; start the JVM with -XX:+UseG1GC");
  }

  /** Arrays of at least so many floats are never moved; 0 where there are none such. */
  private static int stillFloats() {
    if (COLLECTORS.stream().noneMatch(collector -> collector.getName().startsWith("G1"))) {
      return 0;
    }
    try {
      HotSpotDiagnosticMXBean options =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      String size = options.getVMOption("G1HeapRegionSize").getValue();
      return (int) (Long.parseLong(size) / 2 / Float.BYTES) + 1;
    } catch (IllegalArgumentException | NullPointerException notHotSpot) {
      return 0;
    }
  }

  /** The length of an array for {@code floats} floats that is not moved. */
  static int lengthFor(int floats) {
    return Math.max(floats, STILL_FLOATS);
  }
}

package org.summand.compute.opencl;

import com.aparapi.device.OpenCLDevice;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Workspace;

/**
 * One OpenCL device. Its memory is accounted for here, because Aparapi survives a lack of it badly
 * and OpenCL does not say how much is left.
 */
final class OpenClDevice implements Device {
  private static final Logger LOG = LoggerFactory.getLogger(OpenClDevice.class);

  /** Aparapi counts the bytes of an array in an int. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE / Float.BYTES;

  /** Answers without what the device computed, one after the other, before it is given up. */
  private static final int LOSSES = 3;

  private static final int CLEANER_WAITS = 10;
  private static final long CLEANER_WAIT_NANOS = 10_000_000;

  private final String name;
  private final OpenCLDevice device;
  private final long memoryLimit;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicInteger losses = new AtomicInteger();
  private final AtomicBoolean saidThatItStreams = new AtomicBoolean();
  private final ConcurrentLinkedDeque<Launcher> idle = new ConcurrentLinkedDeque<>();
  private volatile DeviceException failure;

  OpenClDevice(String name, OpenCLDevice device) {
    // A tenth is left to the driver and to others.
    this(name, device, device.getGlobalMemSize() / 10 * 9);
  }

  OpenClDevice(String name, OpenCLDevice device, long memoryLimit) {
    this.name = name;
    this.device = device;
    this.memoryLimit = memoryLimit;
    // Else buffers lie in Java's heap, which a GPU would read over the bus.
    device.setSharedMemory(false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return device.getType().toString();
  }

  @Override
  public long memoryBytes() {
    return device.getGlobalMemSize();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s, %d compute units, %s",
        device.getName().strip(),
        device.getMaxComputeUnits(),
        device.getOpenCLPlatform().getVersion().strip());
  }

  @Override
  public Workspace open(Footprint footprint) {
    if (failure != null) {
      throw new DeviceException(name + " is not used any more: " + failure.getMessage(), failure);
    }
    Launcher pooled = idle.pollFirst();
    Launcher launcher = pooled == null ? new Launcher(device) : pooled;
    OpenClMemory memory;
    try {
      memory = new OpenClMemory(this, launcher, footprint);
    } catch (DeviceException refused) {
      takeBack(launcher);
      throw refused;
    }
    return new OpenClWorkspace(this, launcher, memory);
  }

  @Override
  public boolean hasRoomToKeepData(Footprint footprint) {
    // As much again is left for what is bound.
    return reserved.get() + 2 * OpenClMemory.bytes(footprint) <= memoryLimit;
  }

  /** Aparapi's view of it. */
  OpenCLDevice device() {
    return device;
  }

  /** The bytes accounted for, of workspaces and of what is bound to them. */
  long reservedBytes() {
    return reserved.get();
  }

  /** The floats that fit in one buffer. */
  int largestArray() {
    return (int) Math.min(LARGEST_ARRAY, Math.min(memoryLimit, device.getMaxMemAllocSize()) / 4);
  }

  /** Accounts for memory; false where there is not so much left. */
  boolean reserve(long bytes) {
    if (!reserveAtOnce(bytes)) {
      // Workspaces that were forgotten, with the broadcast they belonged to, give way to a
      // collection; the accelerator's memory does not press for one by itself.
      System.gc();
      return waitsForCleaner(bytes);
    }
    return true;
  }

  private boolean waitsForCleaner(long bytes) {
    for (int i = 0; i < CLEANER_WAITS; i++) {
      if (reserveAtOnce(bytes)) {
        return true;
      }
      LockSupport.parkNanos(CLEANER_WAIT_NANOS);
    }
    return reserveAtOnce(bytes);
  }

  private boolean reserveAtOnce(long bytes) {
    if (reserved.addAndGet(bytes) <= memoryLimit) {
      return true;
    }
    reserved.addAndGet(-bytes);
    return false;
  }

  /** The same for what cannot be done without. */
  void reserveOrFail(long bytes) {
    if (!reserve(bytes)) {
      throw new DeviceException(
          name + " has no " + (bytes >> 20) + " MiB left; use smaller batches or fewer tasks");
    }
  }

  void free(long bytes) {
    reserved.addAndGet(-bytes);
  }

  /** Says once that a shard does not fit. */
  void saysThatItStreams(long bytes) {
    if (saidThatItStreams.compareAndSet(false, true)) {
      LOG.warn(
          "A shard of {} MiB does not fit into {} beside the others: its rows are sent batch by"
              + " batch, which is slower. More shards, or fewer tasks at a time, would fit.",
          bytes >> 20,
          name);
    }
  }

  /** Whether a product is cut into the large tiles: where there are enough to fill the device. */
  boolean isWide(Matrix c) {
    int across = (c.cols() - 1) / StepKernel.WIDE_TILE + 1;
    int down = (c.rows() - 1) / StepKernel.WIDE_TILE + 1;
    return (long) across * down >= device.getMaxComputeUnits();
  }

  /** Groups enough to keep every unit busy; each item takes several elements where there are. */
  int mostGroups() {
    return 32 * Math.max(1, device.getMaxComputeUnits());
  }

  /** Notes an answer; one that came without the canary may be due to a moved array, three not. */
  boolean kept(boolean canary) {
    if (canary) {
      losses.set(0);
    } else if (losses.incrementAndGet() >= LOSSES) {
      fail(new DeviceException(name + " has lost its memory " + LOSSES + " times in a row"));
    }
    return canary;
  }

  /** From here on, nothing is opened here. */
  void fail(DeviceException reason) {
    failure = reason;
  }

  /** Takes a kernel back, to spare the next workspace the translation. */
  void takeBack(Launcher launcher) {
    if (launcher.hasFailed()) {
      launcher.dispose();
      return;
    }
    try {
      launcher.releaseArrays();
      idle.addFirst(launcher);
    } catch (DeviceException lost) {
      fail(lost);
      launcher.dispose();
    }
  }

  @Override
  public void close() {
    for (Launcher each = idle.poll(); each != null; each = idle.poll()) {
      each.dispose();
    }
  }
}

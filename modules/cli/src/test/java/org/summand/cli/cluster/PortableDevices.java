package org.summand.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.summand.compute.Device;
import org.summand.compute.DeviceProvider;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/** Devices of one's own, which no application jar holds: the CPU without a native library. */
public final class PortableDevices implements DeviceProvider {
  /** Their name. */
  static final String NAME = "portable";

  /** What they say where they are opened. */
  static final String OPENED = "a device from a jar of one's own is opened";

  /** A jar of them. */
  static Path jar(Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Class<?> part : List.of(PortableDevices.class, Portable.class)) {
        String name = part.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = part.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(jar);
        }
      }
      jar.putNextEntry(new JarEntry("META-INF/services/" + DeviceProvider.class.getName()));
      jar.write(PortableDevices.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public List<Device> devices(Consumer<String> refused) {
    return List.of(new Portable());
  }

  /** The one there is. */
  private static final class Portable implements Device {
    private final Device cpu = CpuDevice.portable();

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String description() {
      return cpu.description();
    }

    @Override
    public Workspace open(Footprint footprint) {
      System.err.println(OPENED);
      return cpu.open(footprint);
    }
  }
}

package org.summand.compute.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.DeviceProvider;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;

class DevicesTest {
  @TempDir Path folder;

  @Test
  void cpuIsThereAlwaysAndLast() throws Exception {
    List<String> refused = new ArrayList<>();
    assertThat(with(() -> names(refused), Working.class))
        .containsExactly("fake:0", "fake:1", "cpu");
    assertThat(with(() -> names(refused))).containsExactly("cpu");
    assertThat(refused).isEmpty();
  }

  @Test
  void autoTakesTheFastest() throws Exception {
    Map<String, Double> seconds = new HashMap<>(Map.of("fake:0", 2.0, "fake:1", 1.0, "cpu", 3.0));
    assertThat(auto(seconds, Working.class)).isEqualTo("fake:1");
    seconds.put("cpu", 0.5);
    assertThat(auto(seconds, Working.class)).isEqualTo("cpu");
    assertThat(auto(seconds)).isEqualTo("cpu");
    assertThat(auto(seconds, Throwing.class)).isEqualTo("cpu");
  }

  private String auto(Map<String, Double> seconds, Class<?>... providers) throws IOException {
    return with(
        () -> Devices.choose("auto", device -> seconds.get(device.name())).name(), providers);
  }

  @Test
  void autoRefusesWhatFailsWhileItIsMeasured() throws Exception {
    // The fake devices open no workspace.
    assertThat(with(() -> Devices.choose("auto").name(), Working.class)).isEqualTo("cpu");
  }

  @Test
  void fastestLooksOnlyAtWhatIsAllowed() throws Exception {
    Predicate<Device> second = device -> device.name().equals("fake:1");
    ToDoubleFunction<Device> seconds = device -> device.name().equals("cpu") ? 9 : 1;
    assertThat(with(() -> Devices.fastest(second, seconds).name(), Working.class))
        .isEqualTo("fake:1");
    List<String> asked = new ArrayList<>();
    ToDoubleFunction<Device> slowDevices =
        device -> {
          asked.add(device.name());
          return device.name().equals("cpu") ? 1 : 9;
        };
    assertThat(with(() -> Devices.fastest(second, slowDevices).name(), Working.class))
        .isEqualTo("cpu");
    assertThat(asked).containsExactlyInAnyOrder("cpu", "fake:1");
  }

  @Test
  void cpuStaysWhereADeviceIsNoFaster() throws Exception {
    assertThat(with(() -> Devices.fastest(device -> true, device -> 1).name(), Working.class))
        .isEqualTo("cpu");
  }

  @Test
  void nothingIsMeasuredWhereThereIsNoChoice() throws Exception {
    ToDoubleFunction<Device> never =
        device -> {
          throw new AssertionError("the work ahead was tried on " + device.name());
        };
    assertThat(with(() -> Devices.fastest(device -> false, never).name(), Working.class))
        .isEqualTo("cpu");
  }

  @Test
  void cpuTakesOverFromAChosenDeviceThatFails() throws Exception {
    Device device = with(() -> Devices.choose("lost"), Lost.class);
    assertThat(device.name()).isEqualTo("lost:0");
    device.open(new Footprint(1, 1)).close();
    assertThat(device.name()).isEqualTo("cpu");
  }

  @Test
  void kindBeforeADescriptionIsAWholeKind() throws Exception {
    for (String request : List.of("fak:speedy", "fakes:speedy", ":speedy")) {
      with(
          () -> assertThatIllegalArgumentException().isThrownBy(() -> Devices.choose(request)),
          Working.class);
    }
  }

  @Test
  void kindAloneOrWithAPartOfTheDescriptionIsEnough() throws Exception {
    assertThat(with(() -> Devices.choose("fake").name(), Working.class)).isEqualTo("fake:0");
    assertThat(with(() -> Devices.choose("fake:Speedy").name(), Working.class)).isEqualTo("fake:1");
  }

  @Test
  void deviceIsNamedOrDescribed() throws Exception {
    assertThat(with(() -> Devices.choose("fake:1").name(), Working.class)).isEqualTo("fake:1");
    assertThat(with(() -> Devices.choose("speedy one").name(), Working.class)).isEqualTo("fake:1");
    assertThat(with(() -> Devices.choose("cpu").name(), Working.class)).isEqualTo("cpu");
  }

  @Test
  void nameGoesBeforeAnothersDescription() throws Exception {
    // The first fake device has "runs on a CPU" in its description.
    assertThat(with(() -> Devices.choose("CPU").name(), Working.class)).isEqualTo("cpu");
    assertThat(with(() -> Devices.choose("FAKE:1").name(), Working.class)).isEqualTo("fake:1");
  }

  @Test
  void unknownDeviceIsRefusedWithWhatThereIs() throws Exception {
    with(
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> Devices.choose("opencl:3"))
                .withMessage(
                    "there is no device 'opencl:3' here; there is fake:0, fake:1, cpu, or auto."),
        Working.class);
  }

  @Test
  void emptyNameIsNoDevice() throws Exception {
    with(
        () -> assertThatIllegalArgumentException().isThrownBy(() -> Devices.choose(" ")),
        Working.class);
  }

  @Test
  void unknownDeviceIsRefusedWithWhyOthersWere() throws Exception {
    with(
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> Devices.choose("sulky:0"))
                .withMessageContaining("there is cpu, or auto. Refused: ")
                .withMessageContaining("sulky: the driver is too old, install 2.0 or later."),
        Refusing.class);
  }

  @Test
  void providerThatThrowsIsRefusedInOneSentenceAndOthersRemain() throws Exception {
    List<String> refused = new ArrayList<>();
    assertThat(with(() -> names(refused), Throwing.class, Linkless.class, Working.class))
        .containsExactly("fake:0", "fake:1", "cpu");
    assertThat(refused)
        .containsExactly(
            "No throwing device is used: java.lang.IllegalStateException: out of order",
            "No linkless device is used: java.lang.UnsatisfiedLinkError: no library");
  }

  @Test
  void providerThatIsMissingIsRefusedAndTheCpuRemains() throws Exception {
    List<String> refused = new ArrayList<>();
    Path services = Files.writeString(folder.resolve("missing"), "org.summand.compute.Missing\n");
    assertThat(with(services, () -> names(refused))).containsExactly("cpu");
    assertThat(refused).hasSize(1).first().asString().contains("org.summand.compute.Missing");
  }

  private static List<String> names(List<String> refused) {
    return Devices.all(refused::add).stream().map(Device::name).toList();
  }

  private <T> T with(Supplier<T> action, Class<?>... providers) throws IOException {
    List<String> names = new ArrayList<>();
    for (Class<?> provider : providers) {
      names.add(provider.getName());
    }
    return with(Files.write(folder.resolve("services"), names), action);
  }

  /**
   * Runs with this list of providers and no other. A class loader hands it out, because a file in
   * {@code META-INF/services} would be found by all who use these tests' jar.
   */
  private static <T> T with(Path services, Supplier<T> action) {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithServices(usual, services));
    try {
      return action.get();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private static final class WithServices extends ClassLoader {
    private final Path services;

    WithServices(ClassLoader parent, Path services) {
      super(parent);
      this.services = services;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals("META-INF/services/" + DeviceProvider.class.getName())
          ? Collections.enumeration(List.of(services.toUri().toURL()))
          : super.getResources(name);
    }
  }

  private record Fake(String name, String description) implements Device {
    @Override
    public Workspace open(Footprint footprint) {
      throw new UnsupportedOperationException("a name is all that this device has");
    }
  }

  /** Two devices that work. */
  public static final class Working implements DeviceProvider {
    @Override
    public String kind() {
      return "fake";
    }

    @Override
    public List<Device> devices(Consumer<String> refused) {
      return List.of(new Fake("fake:0", "runs on a CPU"), new Fake("fake:1", "the Speedy One"));
    }
  }

  /** A device that is lost as soon as it is used. */
  public static final class Lost implements DeviceProvider {
    private record Unplugged(String name, String description) implements Device {
      @Override
      public Workspace open(Footprint footprint) {
        throw new DeviceException("it was unplugged");
      }
    }

    @Override
    public String kind() {
      return "lost";
    }

    @Override
    public List<Device> devices(Consumer<String> refused) {
      return List.of(new Unplugged("lost:0", "cannot be found"));
    }
  }

  /** A kind that knows why it has no device. */
  public static final class Refusing implements DeviceProvider {
    @Override
    public String kind() {
      return "sulky";
    }

    @Override
    public List<Device> devices(Consumer<String> refused) {
      refused.accept("sulky: the driver is too old, install 2.0 or later.");
      return List.of();
    }
  }

  /** A kind with a bug. */
  public static final class Throwing implements DeviceProvider {
    @Override
    public String kind() {
      return "throwing";
    }

    @Override
    public List<Device> devices(Consumer<String> refused) {
      throw new IllegalStateException("out of order");
    }
  }

  /** A kind whose native library is not there. */
  public static final class Linkless implements DeviceProvider {
    @Override
    public String kind() {
      return "linkless";
    }

    @Override
    public List<Device> devices(Consumer<String> refused) {
      throw new UnsatisfiedLinkError("no library");
    }
  }
}

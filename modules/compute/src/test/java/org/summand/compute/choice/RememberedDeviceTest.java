package org.summand.compute.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.compute.Device;
import org.summand.compute.DeviceProvider;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;

class RememberedDeviceTest {
  /** What the provider below is like; it is made anew by each look. */
  private static String identity;

  private static boolean fails;
  private static int opened;

  @TempDir Path folder;

  private final List<String> measured = new ArrayList<>();
  private ClassLoader usual;

  @BeforeEach
  void provideOne() throws IOException {
    identity = "driver 1";
    fails = false;
    opened = 0;
    Path services = Files.writeString(folder.resolve("services"), Provider.class.getName());
    usual = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(new WithServices(usual, services));
  }

  @AfterEach
  void provideWhatWasThere() {
    Thread.currentThread().setContextClassLoader(usual);
  }

  @Test
  void cpuIsChosenAgainWithoutAnyDeviceBeingTried() {
    assertThat(choose("work", 1, 9)).isEqualTo("cpu");
    assertThat(measured).containsExactly("cpu", "fake:0");
    opened = 0;
    assertThat(choose("work", 1, 9)).isEqualTo("cpu");
    assertThat(measured).isEmpty();
    assertThat(opened).isZero();
  }

  @Test
  void acceleratorIsChosenAgainWithoutBeingMeasured() {
    assertThat(choose("work", 9, 1)).isEqualTo("fake:0");
    assertThat(choose("work", 9, 1)).isEqualTo("fake:0");
    assertThat(measured).isEmpty();
  }

  @Test
  void acceleratorThatIsNotFitAnyMoreIsNotChosen() {
    assertThat(choose("work", 9, 1)).isEqualTo("fake:0");
    fails = true;
    assertThat(choose("work", 9, 1)).isEqualTo("cpu");
  }

  @Test
  void otherWorkAndOtherDriversAreMeasured() {
    choose("work", 1, 9);
    assertThat(choose("more work", 9, 1)).isEqualTo("fake:0");
    identity = "driver 2";
    assertThat(choose("work", 9, 1)).isEqualTo("fake:0");
    assertThat(measured).containsExactly("cpu", "fake:0");
  }

  @Test
  void nothingIsRememberedOfDevicesThatCannotTellWhatTheyAre() {
    identity = null;
    choose("work", 1, 9);
    assertThat(choose("work", 9, 1)).isEqualTo("fake:0");
  }

  @Test
  void closeResultIsMeasuredAgain() {
    assertThat(choose("work", 1, 1.5)).isEqualTo("cpu");
    assertThat(choose("work", 1.5, 1)).isEqualTo("fake:0");
  }

  @Test
  void deviceThatWasRefusedOnceIsTriedAgain() {
    fails = true;
    assertThat(choose("work", 9, 1)).isEqualTo("cpu");
    fails = false;
    assertThat(choose("work", 9, 1)).isEqualTo("fake:0");
  }

  @Test
  void verdictForADeviceThatIsNotThereIsNoVerdict() {
    String here = Circumstances.of("work").orElseThrow();
    verdicts().keep(here, "fake:7");
    assertThat(choose("work", 1, 9)).isEqualTo("cpu");
    assertThat(measured).containsExactly("cpu", "fake:0");
  }

  private String choose(String work, double cpu, double other) {
    measured.clear();
    Map<String, Double> seconds = Map.of("cpu", cpu, "fake:0", other);
    Fastest fastest =
        new Fastest(
            device -> true,
            device -> {
              measured.add(device.name());
              return seconds.get(device.name());
            });
    return fastest.remembered(work, verdicts()).name();
  }

  private Verdicts verdicts() {
    return new Verdicts(Optional.of(folder.resolve("devices")));
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

  /** One device, beside a driver. */
  public static final class Provider implements DeviceProvider {
    @Override
    public String kind() {
      return "fake";
    }

    @Override
    public Optional<String> identity() {
      return Optional.ofNullable(identity);
    }

    @Override
    public List<Device> devices(Consumer<String> refused) {
      opened++;
      if (fails) {
        refused.accept("fake:0 is refused: it fails.");
        return List.of();
      }
      return List.of(new Fake());
    }
  }

  private static final class Fake implements Device {
    @Override
    public String name() {
      return "fake:0";
    }

    @Override
    public String description() {
      return "a device";
    }

    @Override
    public Workspace open(Footprint footprint) {
      throw new UnsupportedOperationException("a name is all that this device has");
    }
  }
}

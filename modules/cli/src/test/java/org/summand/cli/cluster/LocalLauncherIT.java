package org.summand.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;
import org.summand.nn.Network;

/** What {@code deploy/local/summand} does for a faster start, in a copy of what it needs. */
@Tag("slow")
class LocalLauncherIT {
  private static final String DIGITS = Checkout.at("conf/data/digits.csv.gz").toString();
  private static final String PREPARING = "summand: preparing a faster start";

  @TempDir Path folder;
  private Path root;
  private Path target;

  /** A path with a space, as homes have them. */
  @BeforeEach
  void copyTheBuild() throws IOException {
    copyTheBuildTo("the checkout");
  }

  private void copyTheBuildTo(String name) throws IOException {
    root = Files.createDirectories(folder.resolve(name));
    target = root.resolve("modules/cli/target");
    List<String> jars = new ArrayList<>();
    Path classPath = Checkout.at("modules/cli/target/local.classpath");
    for (String jar : Files.readString(classPath).split(File.pathSeparator)) {
      Path path = Path.of(jar.strip());
      jars.add((path.startsWith(Checkout.ROOT) ? copied(path) : path).toString());
    }
    try (Stream<Path> files = Files.list(classPath.getParent())) {
      for (Path jar : files.filter(file -> file.toString().endsWith("SHOT.jar")).toList()) {
        copied(jar);
      }
    }
    copied(Checkout.at("deploy/local/summand"));
    copied(Checkout.at("deploy/jvm-options"));
    Files.createSymbolicLink(root.resolve("conf"), Checkout.at("conf"));
    Files.writeString(target.resolve("local.classpath"), String.join(File.pathSeparator, jars));
  }

  private Path copied(Path file) throws IOException {
    Path copy = root.resolve(Checkout.ROOT.relativize(file));
    Files.createDirectories(copy.getParent());
    return Files.copy(file, copy);
  }

  @Test
  void helpAndVersionSayNothingElseAndMakeNothing() throws Exception {
    for (String option : List.of("--help", "--version")) {
      Cli.Result result = run(Map.of(), option);
      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
    }
    assertThat(target.resolve("archive")).doesNotExist();
  }

  @Test
  void archiveIsMadeOnceAndUsed() throws Exception {
    copyTheBuildTo("checkout"); // with a space Java would take our own classes from their jars
    assertThat(trainAloud().err()).startsWith(PREPARING);
    Path archive = onlyArchive();
    Path log = folder.resolve("classes.txt");
    Map<String, String> logged =
        Map.of("SUMMAND_JAVA_OPTS", "-Xlog:class+load:file=" + log.toAbsolutePath());
    assertThat(train(logged).err()).isEmpty();
    assertThat(Files.readString(log))
        .contains("org.apache.spark.SparkContext source: shared objects file (top)")
        .contains(Network.class.getName() + " source: shared objects file (top)");
    assertThat(onlyArchive()).isEqualTo(archive);
    Map<String, String> off =
        Map.of("SUMMAND_ARCHIVE", "off", "SUMMAND_JAVA_OPTS", logged.get("SUMMAND_JAVA_OPTS"));
    assertThat(train(off).err()).isEmpty();
    assertThat(Files.readString(log)).doesNotContain("(top)");
  }

  @Test
  void archiveOfOlderJarsGivesWayToANewOne() throws Exception {
    train(Map.of());
    Path before = onlyArchive();
    try (Stream<Path> jars = Files.list(target)) {
      Path jar = jars.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(7200)));
    }
    assertThat(trainAloud().err()).startsWith(PREPARING);
    assertThat(onlyArchive()).isNotEqualTo(before);
  }

  @Test
  void damagedArchiveIsNoMatter() throws Exception {
    train(Map.of());
    Path archive = onlyArchive();
    Files.delete(archive);
    Files.writeString(archive, "no archive");
    assertThat(train(Map.of()).err()).isEmpty();
  }

  @Test
  void twoFirstUsesAtOnceDoNotHarmEachOther() throws Exception {
    Program one = start(Map.of(), training("one"));
    Program two = start(Map.of(), training("two"));
    assertThat(one.result().exitCode()).isZero();
    assertThat(two.result().exitCode()).isZero();
    onlyArchive();
    assertThat(train(Map.of()).err()).isEmpty();
  }

  @Test
  void placeThatCannotBeWrittenIsNoMatter() throws Exception {
    Files.writeString(target.resolve("archive"), "in the way");
    assertThat(train(Map.of()).err()).isEmpty();
  }

  private Path onlyArchive() throws IOException {
    try (Stream<Path> files = Files.list(target.resolve("archive"))) {
      List<Path> all = files.toList();
      assertThat(all).singleElement().asString().endsWith(".jsa");
      return all.get(0);
    }
  }

  private Cli.Result train(Map<String, String> environment) throws Exception {
    Cli.Result result = start(environment, training("model")).result();
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  /** Without --quiet, under which nothing is said of the archive either. */
  private Cli.Result trainAloud() throws Exception {
    String[] aloud =
        Stream.of(training("model")).filter(word -> !word.equals("--quiet")).toArray(String[]::new);
    Cli.Result result = start(Map.of(), aloud).result();
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private String[] training(String model) {
    return new String[] {
      "train",
      "--quiet",
      "--overwrite",
      "--conf",
      Checkout.at("conf/digits.conf").toString(),
      "--data",
      DIGITS,
      "--out",
      folder.resolve(model).toString(),
      "--set",
      "train.epochs=1"
    };
  }

  private Cli.Result run(Map<String, String> environment, String... arguments) throws Exception {
    return start(environment, arguments).result();
  }

  private Program start(Map<String, String> environment, String... arguments) throws IOException {
    return Program.start(environment, root.resolve("deploy/local/summand"), List.of(arguments));
  }
}

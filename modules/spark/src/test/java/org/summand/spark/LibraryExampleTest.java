package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the README says to users of the library is what {@code examples/java-library} does; that it
 * works, {@code .ci/run} tries on the installed artifacts.
 */
class LibraryExampleTest {
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static String example(String file) throws IOException {
    return Files.readString(root().resolve("examples/java-library").resolve(file));
  }

  /** The block in a language under a heading of the README, its lines joined by single spaces. */
  private static String readme(String heading, String language) throws IOException {
    Matcher block =
        Pattern.compile("\n## " + heading + "\n\n```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(root().resolve("README.md")));
    assertThat(block.find()).as("a block under '%s'", heading).isTrue();
    return joined(block.group(1));
  }

  /** The program is indented more deeply than the README, and its lines break elsewhere. */
  private static String joined(String text) {
    return text.strip().replaceAll("\\s+", " ").replace("( ", "(");
  }

  @Test
  void theProgramHoldsTheJavaOfTheReadme() throws IOException {
    assertThat(joined(example("src/main/java/com/example/Digits.java")))
        .contains(readme("From Java", "java"));
  }

  @Test
  void theProjectNamesTheDependenciesOfTheReadme() throws IOException {
    assertThat(joined(example("pom.xml")))
        .contains("<dependencies> " + readme("As a library", "xml") + " </dependencies>");
  }

  @Test
  void itsJvmHasTheOptionsOfEveryOtherJvmWithSpark() throws IOException {
    assertThat(example("jvm-options"))
        .isEqualTo(Files.readString(root().resolve("deploy/jvm-options")));
  }
}

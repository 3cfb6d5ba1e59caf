package org.summand.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFoldersTest {
  @TempDir Path directory;

  @Test
  void whoFindsAFileFindsAllOfIt() throws Exception {
    Folders folders = new LocalFolders(directory);
    String text = "owner=somebody\n".repeat(100);
    Set<String> seen = new TreeSet<>();
    AtomicBoolean ended = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!ended.get()) {
                  folders.read("lock").ifPresent(seen::add);
                }
              } catch (Exception e) {
                seen.add(e.toString());
              }
            });
    reader.start();
    // Of writes that are not whole, a few hundred rounds always showed one.
    for (int i = 0; i < 1_500; i++) {
      assertThat(folders.create("lock", text)).isTrue();
      assertThat(folders.create("lock", "another's")).isFalse();
      folders.write("lock", text);
      folders.deleteFile("lock");
    }
    ended.set(true);
    reader.join();
    assertThat(seen).isSubsetOf(text);
    assertThat(directory).isEmptyDirectory();
  }
}

package org.summand.cli.table.file;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.summand.cli.config.DataFormat;

/** Tells formats by the names of files. */
public final class FileNames {
  private static final Map<String, DataFormat> ENDINGS =
      Map.of(
          "csv", DataFormat.CSV,
          "tsv", DataFormat.CSV,
          "tab", DataFormat.CSV,
          "libsvm", DataFormat.LIBSVM,
          "svm", DataFormat.LIBSVM,
          "parquet", DataFormat.PARQUET,
          "json", DataFormat.JSON,
          "jsonl", DataFormat.JSON,
          "ndjson", DataFormat.JSON,
          "orc", DataFormat.ORC);

  private static final Set<String> TABS = Set.of("tsv", "tab");
  private static final Set<String> PLAIN_TEXTS = Set.of("txt", "data", "dat");

  private static final List<String> COMPRESSIONS =
      List.of("gz", "bz2", "zst", "snappy", "lz4", "deflate", "zlib");

  private static final List<String> DOCUMENTS =
      List.of(
          "readme",
          "license",
          "licence",
          "copying",
          "notice",
          "changelog",
          "citation",
          "authors",
          "sha256sum",
          "sha1sum",
          "md5sum",
          "checksum");

  private static final Set<String> DOCUMENT_ENDINGS =
      Set.of(
          "md", "rst", "pdf", "html", "htm", "sha256", "sha1", "md5", "py", "ipynb", "sh", "conf");

  private static final String IDX_ENDING = "-ubyte";

  private FileNames() {}

  /** The format of a file of this name; AUTO where it does not tell. */
  static DataFormat format(String name) {
    String plain = withoutCompression(name);
    return plain.endsWith(IDX_ENDING)
        ? DataFormat.IDX
        : ENDINGS.getOrDefault(ending(plain), DataFormat.AUTO);
  }

  /** Whether tabs stand between the cells. */
  public static boolean hasTabs(String name) {
    return TABS.contains(ending(withoutCompression(name)));
  }

  /** Whether the name says no more than that it can be read as a text. */
  static boolean isPlainText(String name) {
    return PLAIN_TEXTS.contains(ending(withoutCompression(name)));
  }

  /** Whether it stands beside data to be read by people. */
  static boolean isDocument(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return DOCUMENT_ENDINGS.contains(ending(lower))
        || (DOCUMENTS.stream().anyMatch(lower::startsWith) && format(name) == DataFormat.AUTO);
  }

  /** Whether Spark would not read it in a directory either. */
  static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  /** A name as a pattern that only it matches. */
  public static String literally(String name) {
    return name.replaceAll("([\\\\\\[\\]{}*?,])", "\\\\$1");
  }

  private static String withoutCompression(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String compression : COMPRESSIONS) {
      if (lower.endsWith("." + compression)) {
        lower = lower.substring(0, lower.length() - compression.length() - 1);
      }
    }
    return lower;
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}

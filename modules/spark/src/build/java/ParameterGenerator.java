import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the classes that say something of each parameter of Spark ML. Their skeletons lie in a
 * folder beside {@code parameters.ini}, the table of the parameters, whose head explains it. In
 * place of a line such as {@code // shared: getters} comes what it asks for, of each of these
 * parameters in the order of the table.
 *
 * <p>Run by the build, before it compiles: {@code java ParameterGenerator.java FROM TO}.
 */
final class ParameterGenerator {
  private static final int COLUMNS = 100;

  private static final Pattern PLACE =
      Pattern.compile("( *)// (all|shared|classifier|regressor)( of models)?: (\\w+) ?(\\w*)");

  private static final Pattern SECTION = Pattern.compile("\\[(\\w+)]");

  private static final Pattern WORD =
      Pattern.compile(
          "(meaning|type|default|check|only(?= = (?:classifier|regressor)$)|models(?= = settable$)) = (.*\\S)");

  private static final Map<String, Type> TYPES =
      Map.of(
          "string", new Type("Param<String>", "Param<>", "String", ""),
          "int", new Type("IntParam", "IntParam", "int", "(Integer) "),
          "long", new Type("LongParam", "LongParam", "long", "(Long) "),
          "double", new Type("DoubleParam", "DoubleParam", "double", "(Double) "),
          "string[]", new Type("StringArrayParam", "StringArrayParam", "String[]", ""),
          "int[]", new Type("IntArrayParam", "IntArrayParam", "int[]", ""),
          "double[]", new Type("DoubleArrayParam", "DoubleArrayParam", "double[]", ""));

  /** How a type of the table is written in Java. */
  private record Type(String param, String made, String value, String cast) {}

  private final String name;
  private final Map<String, String> words = new LinkedHashMap<>();

  private ParameterGenerator(String name) {
    this.name = name;
  }

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Path to = Files.createDirectories(Path.of(args[1]));
    List<ParameterGenerator> all = read(from.resolve("parameters.ini"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path skeleton : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        String text = "// Written from parameters.ini by ParameterGenerator; change it there.\n";
        for (String line : Files.readAllLines(skeleton)) {
          Matcher place = PLACE.matcher(line);
          text += place.matches() ? members(all, place) : line + '\n';
        }
        Path file = to.resolve(skeleton.getFileName());
        // What is as it was keeps its time, so that it is not compiled again.
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
          Files.writeString(file, text);
        }
      }
    }
  }

  private static List<ParameterGenerator> read(Path table) throws IOException {
    List<ParameterGenerator> all = new ArrayList<>();
    List<String> lines = Files.readAllLines(table);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher section = SECTION.matcher(line);
      Matcher word = WORD.matcher(line);
      boolean fits = true;
      if (section.matches()) {
        fits = all.stream().noneMatch(parameter -> parameter.name.equals(section.group(1)));
        all.add(new ParameterGenerator(section.group(1)));
      } else if (word.matches() && !all.isEmpty()) {
        fits = all.get(all.size() - 1).words.put(word.group(1), word.group(2)) == null;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        fits = false;
      }
      if (!fits) {
        throw new IllegalArgumentException(
            table + ":" + (i + 1) + ": expected what its head explains, and once, not " + line);
      }
    }
    return all;
  }

  private static String members(List<ParameterGenerator> all, Matcher place) {
    String indent = place.group(1);
    String between = place.group(4).endsWith("etters") ? "\n" : "";
    return all.stream()
        .filter(parameter -> parameter.isOf(place.group(2), place.group(3) != null))
        .map(parameter -> parameter.member(place.group(4), place.group(5)))
        .map(member -> member.strip().replaceAll("(?m)^(?=.)", indent))
        .map(member -> member.isEmpty() ? "" : member + "\n")
        .collect(Collectors.joining(between));
  }

  private boolean isOf(String whose, boolean ofModels) {
    return (whose.equals("all") || whose.equals(words.getOrDefault("only", "shared")))
        && (!ofModels || "settable".equals(words.get("models")));
  }

  private String member(String kind, String self) {
    return switch (kind) {
      case "fields" -> "final " + type().param + " " + name + ";";
      case "values" -> value();
      case "defaults" -> defaultValue();
      case "getters" -> getter();
      case "setters" -> setter(self);
      default -> throw new IllegalArgumentException("nothing is called " + kind);
    };
  }

  private String word(String key) {
    if (!words.containsKey(key)) {
      throw new IllegalArgumentException("parameter " + name + " has no '" + key + "'");
    }
    return words.get(key);
  }

  private Type type() {
    if (!TYPES.containsKey(word("type"))) {
      throw new IllegalArgumentException(
          "parameter " + name + " is " + word("type") + ", none of " + TYPES.keySet());
    }
    return TYPES.get(word("type"));
  }

  private String value() {
    List<String> arguments = new ArrayList<>(List.of("parent", literal(name)));
    arguments.add(literal(word("meaning")));
    if (words.containsKey("check")) {
      arguments.add(check(word("check")));
    }
    String begin = name + " =\n    new " + type().made + "(";
    String line = begin + String.join(", ", arguments) + ");";
    return line.lines().allMatch(part -> part.length() + 4 <= COLUMNS)
        ? line
        : begin + "\n        " + String.join(",\n        ", arguments) + ");";
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String check(String words) {
    Matcher bound = Pattern.compile("(at least|more than|one of) (\\S+)").matcher(words);
    if (bound.matches()) {
      return switch (bound.group(1)) {
        case "at least" -> "ParamValidators.gtEq(" + bound.group(2) + ")";
        case "more than" -> "ParamValidators.gt(" + bound.group(2) + ")";
        default -> "ParamSupport.oneOf(" + bound.group(2) + ".class)";
      };
    }
    Matcher range = Pattern.compile("in ([\\[(])(\\S+), (\\S+)([\\])])").matcher(words);
    if (range.matches()) {
      boolean withLeast = range.group(1).equals("[");
      boolean withMost = range.group(4).equals("]");
      return "ParamValidators.inRange(%s, %s, %s, %s)"
          .formatted(range.group(2), range.group(3), withLeast, withMost);
    }
    if (words.equals("thresholds") || words.equals("scaling") || words.equals("task")) {
      return "ParamSupport." + words + "()";
    }
    throw new IllegalArgumentException("parameter " + name + " has no check '" + words + "'");
  }

  private String defaultValue() {
    if (!words.containsKey("default")) {
      return "";
    }
    String value = word("default");
    boolean isDecimal = word("type").equals("double");
    return "defaults.put(%s, %s);"
        .formatted(name, isDecimal ? "ParamSupport.decimal(" + value + ")" : value);
  }

  private String getter() {
    return javadoc("The parameter: " + word("meaning") + ".")
        + """
        default %s %s() {
          return paramSet().%s;
        }

        /** Its value. */
        default %s %s() {
          return %sgetOrDefault(%s());
        }
        """
            .formatted(type().param, name, name, type().value, accessor("get"), type().cast, name);
  }

  private String setter(String self) {
    String cast = type().cast.isEmpty() ? "" : "(Object) ";
    return javadoc("Sets " + name + ": " + word("meaning") + ".")
        + """
        public %s %s(%s value) {
          set(%s(), %svalue);
          return self();
        }
        """
            .formatted(self, accessor("set"), type().value, name, cast);
  }

  private String accessor(String prefix) {
    return prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** The comment of a method: one line where it fits. */
  private static String javadoc(String text) {
    int columns = COLUMNS - 2;
    if (text.length() + 7 <= columns) {
      return "/** " + text + " */\n";
    }
    StringBuilder lines = new StringBuilder("/**\n");
    String line = " *";
    for (String word : text.split(" ")) {
      if (line.length() + 1 + word.length() > columns) {
        lines.append(line).append('\n');
        line = " *";
      }
      line += " " + word;
    }
    return lines.append(line).append("\n */\n").toString();
  }
}

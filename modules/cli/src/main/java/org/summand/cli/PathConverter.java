package org.summand.cli;

import org.summand.cli.config.UserPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option's path; see {@link UserPath}. */
final class PathConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    try {
      return UserPath.of(text);
    } catch (IllegalArgumentException elsewhere) {
      throw new TypeConversionException(elsewhere.getMessage());
    }
  }
}

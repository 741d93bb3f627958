package io.netia.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings whose values may stand in files: {@code NAME_FILE} names the file that holds {@code
 * NAME}. What process managers and orchestrators mount as secrets then appears neither in the
 * environment nor on a command line.
 *
 * @param plain where the settings and the names of their files come from
 */
record SecretFiles(SettingSource plain) implements SettingSource {

  /** What a setting's name ends with when the value is the name of a file. */
  static final String SUFFIX = "_FILE";

  /** A secret is a line; more is another file that was named by mistake. Bytes. */
  private static final int MOST_BYTES = 64 * 1024;

  /**
   * The value, from its file when one is named; the line break at the file's end is no part of it.
   *
   * @throws InvalidSettingException when both are given, or the file cannot be read, is empty, too
   *     large or no UTF-8 text; the sentence never repeats what is in it
   */
  @Override
  public Optional<String> value(String name) {
    if (name.endsWith(SUFFIX)) {
      return plain.value(name);
    }
    Optional<String> file = plain.text(name + SUFFIX);
    if (file.isEmpty()) {
      return plain.value(name);
    }
    if (plain.text(name).isPresent()) {
      throw new InvalidSettingException(
          name + " and " + name + SUFFIX + " are both set: keep the one that is meant.");
    }
    return Optional.of(read(name + SUFFIX, file.get()));
  }

  private static String read(String setting, String file) {
    byte[] bytes;
    // A pipe or a device would not end, or not begin.
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path)) {
        throw refused(setting, file, "which is not there or is no file");
      }
      try (InputStream in = Files.newInputStream(path)) {
        bytes = in.readNBytes(MOST_BYTES + 1);
      }
    } catch (IOException | InvalidPathException unreadable) {
      throw refused(setting, file, "which cannot be read");
    }
    if (bytes.length > MOST_BYTES) {
      throw refused(setting, file, "which is larger than 64 KB");
    }
    String text = decoded(setting, file, bytes).replaceFirst("(\\r?\\n)+\\z", "");
    if (text.isBlank()) {
      throw refused(setting, file, "which is empty");
    }
    return text;
  }

  private static String decoded(String setting, String file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw refused(setting, file, "which is no text in UTF-8");
    }
  }

  private static InvalidSettingException refused(String setting, String file, String wrong) {
    return new InvalidSettingException(
        setting + " names " + file.replaceAll("\\p{Cntrl}", "?") + ", " + wrong + ".");
  }
}

package io.netia.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * A setting with everything that decides what its value means. All settings are read through this
 * class, so that a switch or a number is spelled in one way everywhere and a wrong value is refused
 * by name instead of being taken for the default.
 *
 * @param name the environment variable
 * @param otherwise its value when it is not set
 * @param reading turns the text, which is not blank, into the value; throws {@link
 *     InvalidSettingException} when it cannot
 * @param <T> what the value is
 */
public record Setting<T>(String name, T otherwise, Function<String, T> reading) {

  private static final Set<String> ON = Set.of("true", "1", "yes", "on");
  private static final Set<String> OFF = Set.of("false", "0", "no", "off");
  private static final int LONGEST_SHOWN = 40;

  /** A switch: {@code true}, {@code 1}, {@code yes}, {@code on} or their opposites, in any case. */
  public static Setting<Boolean> flag(String name, boolean otherwise) {
    return new Setting<>(
        name,
        otherwise,
        text -> {
          String word = text.toLowerCase(Locale.ROOT);
          if (!ON.contains(word) && !OFF.contains(word)) {
            throw refused(name, text, "true, false, yes, no, on, off, 1 or 0");
          }
          return ON.contains(word);
        });
  }

  /** A whole number from {@code least} to {@code most}. */
  public static Setting<Integer> number(String name, int otherwise, int least, int most) {
    return new Setting<>(
        name,
        otherwise,
        text -> {
          // At most ten digits, so that every match fits into a long.
          long number = text.matches("-?\\d{1,10}") ? Long.parseLong(text) : Long.MIN_VALUE;
          if (number < least || number > most) {
            throw refused(name, text, "a whole number from " + least + " to " + most);
          }
          return (int) number;
        });
  }

  /** One of some words, in any case; the value is in lower case. */
  public static Setting<String> word(String name, String otherwise, List<String> words) {
    return new Setting<>(
        name,
        otherwise,
        text -> {
          String word = text.toLowerCase(Locale.ROOT);
          if (!words.contains(word)) {
            throw refused(name, text, "one of " + String.join(", ", words));
          }
          return word;
        });
  }

  /**
   * The value, or what it is when not set.
   *
   * @throws InvalidSettingException when it is set to something that it may not be
   */
  public T read(SettingSource source) {
    return source.text(name).map(reading).orElse(otherwise);
  }

  /** The exception for a wrong value; its message names the right ones. */
  public static InvalidSettingException refused(String name, String text, String right) {
    String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    return new InvalidSettingException(
        name + " is \"" + shown.replaceAll("\\p{Cntrl}", "?") + "\": it must be " + right + ".");
  }
}

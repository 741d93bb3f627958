package io.netia.input;

import io.netia.errors.ValidationException;
import io.netia.limits.Budget;
import java.util.Optional;

/** A text that is looked for inside other texts, anywhere and in any case. */
public final class SearchText {

  private SearchText() {}

  /**
   * Reads one from a query. Looking costs the length of what is stored times its length, so that is
   * bounded.
   *
   * @throws ValidationException when it is too long
   */
  public static Optional<String> of(Input query, String field) {
    Optional<String> text = query.text(field, Integer.MAX_VALUE);
    int max = Budget.Searches.TEXT;
    if (text.filter(found -> found.codePointCount(0, found.length()) > max).isPresent()) {
      throw ValidationException.field(field, "should be at most " + max + " character(s)");
    }
    return text;
  }

  /** The pattern for ILIKE: wildcards in the text stand for themselves. */
  public static String pattern(String text) {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}

package io.netia.identity.service;

import io.netia.limits.Budget;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an e-mail address and a password have to be, whoever makes the user. */
public final class CredentialRules {

  /** Characters that a password has at least. */
  public static final int PASSWORD_MIN = 8;

  /** How many it may have, for people. */
  public static final String PASSWORD_RANGE =
      PASSWORD_MIN + " to " + Budget.SignIn.PASSWORD_CHARACTERS;

  /**
   * What cannot be seen, since two addresses that look the same would be two people, and what makes
   * several addresses of one in the header of a mail.
   */
  private static final String REFUSED = "\\s\\p{Z}\\p{C}<>,;";

  private static final Pattern EMAIL =
      Pattern.compile("[^@%1$s]{1,64}@[^@.%1$s]+(\\.[^@.%1$s]+)*".formatted(REFUSED));

  private static final int EMAIL_MAX = 255;

  private CredentialRules() {}

  /**
   * The one spelling of an address by which its user is known: in small letters, without blanks
   * around, and of compatible letters (full-width ones, ligatures) the usual ones.
   */
  public static String address(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether what {@link #address} makes looks like an address; only mail can show whether it is
   * one.
   */
  public static boolean isEmail(String text) {
    return text.length() <= EMAIL_MAX
        && EMAIL.matcher(text).matches()
        && Normalizer.isNormalized(text, Normalizer.Form.NFKC);
  }

  /** Whether it is long enough for a password, and can be hashed. */
  public static boolean isPassword(String text) {
    return text.codePointCount(0, text.length()) >= PASSWORD_MIN
        && text.length() <= Budget.SignIn.PASSWORD_CHARACTERS;
  }
}

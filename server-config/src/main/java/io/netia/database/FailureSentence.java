package io.netia.database;

import io.netia.configuration.InvalidSettingException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One line for the operator about why the database cannot be used. */
public final class FailureSentence {

  private static final int DEEPEST_CAUSE = 20;

  private FailureSentence() {}

  /**
   * Of all exceptions thrown, the most useful: the driver's message names the address, and its
   * cause has what the message leaves out.
   */
  public static String of(Throwable thrown) {
    List<Throwable> causes = causes(thrown);
    Optional<Throwable> setting =
        causes.stream().filter(InvalidSettingException.class::isInstance).findFirst();
    if (setting.isPresent()) {
      return line(setting.get());
    }
    Throwable last = causes.get(causes.size() - 1);
    if (isOfCertificate(thrown)) {
      return "The database's certificate is not accepted: " + line(last);
    }
    if (last instanceof UnknownHostException) {
      return "There is no host " + line(last) + ", or nobody here knows its address";
    }
    Optional<Throwable> driver =
        causes.stream().filter(SQLException.class::isInstance).reduce((one, deeper) -> deeper);
    if (driver.isEmpty() || driver.get() == last) {
      return line(last);
    }
    String sentence = line(driver.get());
    // The driver reports "refused" for every connection it cannot make, also without a route.
    boolean isNamed = sentence.contains(line(last)) || line(last).equals("Connection refused");
    return isNamed ? sentence : sentence + " " + line(last);
  }

  /** Whether the other side showed a certificate that nobody here vouches for. */
  public static boolean isOfCertificate(Throwable thrown) {
    return causes(thrown).stream()
        .anyMatch(
            cause ->
                cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException);
  }

  /** The same for a command that could not connect; a wrong setting explains itself. */
  public static String asAnswer(Throwable thrown) {
    boolean isOfSetting =
        causes(thrown).stream().anyMatch(InvalidSettingException.class::isInstance);
    return isOfSetting ? of(thrown) : "The database cannot be used: " + of(thrown);
  }

  private static List<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE)
        .toList();
  }

  private static String line(Throwable cause) {
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return text.lines().findFirst().orElse("").strip();
  }
}

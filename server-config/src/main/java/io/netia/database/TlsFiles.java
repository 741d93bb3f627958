package io.netia.database;

import io.netia.configuration.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.BaseX509KeyManager;
import org.postgresql.util.PSQLException;

/**
 * Whether the driver will be able to use the certificates and keys that an address names. Each
 * method throws {@link InvalidSettingException} when it will not, with one sentence.
 *
 * @param setting the setting that holds the address
 */
record TlsFiles(String setting) {

  private static final byte DER_SEQUENCE = 0x30;

  /** Names that mean PKCS #12 to the driver, which then minds no permissions. */
  private static final Pattern STORE =
      Pattern.compile(".*\\.(p12|pfx)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The only header of a key in text that the driver knows. */
  private static final String PEM_KEY = "-----BEGIN PRIVATE KEY-----";

  /**
   * The certificates of the authorities that are believed.
   *
   * @param file null for where the driver looks when nothing is named
   */
  void authority(@Nullable String file) {
    if (file != null) {
      certificates("sslrootcert", file);
      return;
    }
    Path usual = Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");
    if (!Files.isRegularFile(usual)) {
      throw new InvalidSettingException(
          setting
              + " verifies the database's certificate and names no sslrootcert, and "
              + usual
              + " is not there: name the file with the authority's certificate.");
    }
    certificates("sslrootcert", usual.toString());
  }

  /** One or more certificates, as text (PEM) or binary (DER). */
  void certificates(String parameter, String file) {
    try (InputStream in = Files.newInputStream(regular(parameter, file))) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw refused(parameter, file, "which holds no certificate");
      }
    } catch (IOException unreadable) {
      throw refused(parameter, file, "which cannot be read");
    } catch (CertificateException unknown) {
      throw refused(parameter, file, "which is no certificate in PEM or DER");
    }
  }

  /** A private key, as text (PEM), binary (PKCS #8) or in a store (PKCS #12). */
  void key(String parameter, String file) {
    byte[] content;
    try {
      Path path = regular(parameter, file);
      content = Files.readAllBytes(path);
      if (!STORE.matcher(file).matches()) {
        BaseX509KeyManager.validateKeyFilePermissions(path);
      }
    } catch (IOException unreadable) {
      throw refused(parameter, file, "which cannot be read");
    } catch (PSQLException exposed) {
      throw refused(
          parameter, file, "which others may read: it needs mode 0600, or 0640 when root owns it");
    }
    boolean isBinary = content.length > 0 && content[0] == DER_SEQUENCE;
    if (!isBinary && !new String(content, StandardCharsets.ISO_8859_1).contains(PEM_KEY)) {
      throw refused(
          parameter, file, "which is no private key in PKCS #8 (\"" + PEM_KEY + "\") or PKCS #12");
    }
  }

  private Path regular(String parameter, String file) {
    try {
      Path path = Path.of(file);
      if (Files.isRegularFile(path)) {
        return path;
      }
    } catch (InvalidPathException impossible) {
      throw refused(parameter, file, "which is no name of a file");
    }
    throw refused(parameter, file, "which is not there or is no file");
  }

  private InvalidSettingException refused(String parameter, String file, String wrong) {
    return new InvalidSettingException(
        String.format(
            Locale.ROOT,
            "%s names %s=%s, %s.",
            setting,
            parameter,
            file.replaceAll("\\p{Cntrl}", "?"),
            wrong));
  }
}

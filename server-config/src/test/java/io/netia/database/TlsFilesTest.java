package io.netia.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TlsFilesTest {

  private static final String ADDRESS = "postgres://netia:secret@db/netia?";

  @TempDir private Path folder;

  private static void check(String query) {
    DatabaseSettings.check(
        name -> name.equals("DATABASE_URL") ? Optional.of(ADDRESS + query) : Optional.empty());
  }

  private static void refuses(String query, String file, String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check(query))
        .withMessageStartingWith("DATABASE_URL ")
        .withMessageContaining(file)
        .withMessageContaining(wrong)
        .withMessageNotContaining("secret");
  }

  private Path file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes));
  }

  /** One of those that the Java platform trusts. */
  private static byte[] anyCertificate() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((KeyStore) null);
    return Arrays.stream(trust.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .map(X509TrustManager::getAcceptedIssuers)
        .map(issuers -> issuers[0])
        .map(X509Certificate.class::cast)
        .findFirst()
        .orElseThrow()
        .getEncoded();
  }

  @Test
  void certificates_are_read_as_text_and_as_they_are() throws Exception {
    Path text = file("ca.pem", pem("CERTIFICATE", anyCertificate()));
    Path binary = Files.write(folder.resolve("ca.der"), anyCertificate());

    assertThatCode(() -> check("sslmode=verify-full&sslrootcert=" + text))
        .doesNotThrowAnyException();
    assertThatCode(() -> check("sslmode=verify-ca&sslrootcert=" + binary))
        .doesNotThrowAnyException();
    assertThatCode(() -> check("sslmode=require&sslcert=" + text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=verify-full&sslrootcert=",
        "ssl=true&sslrootcert=",
        "sslmode=require&sslcert=",
        "sslkey="
      })
  void a_file_that_is_not_there_is_refused_by_its_name(String query) {
    refuses(query + folder + "/none.pem", folder + "/none.pem", "is not there");
    refuses(query + folder, folder.toString(), "is no file");
  }

  @Test
  void what_is_no_certificate_is_refused() throws IOException {
    Path words = file("words.pem", "no certificate\n");
    Path empty = file("empty.pem", "");
    Path key = file("key.pem", pem("PRIVATE KEY", new byte[64]));
    Path broken = file("broken.pem", pem("CERTIFICATE", new byte[64]));

    for (Path wrong : new Path[] {words, empty, key, broken}) {
      refuses("sslmode=verify-full&sslrootcert=" + wrong, wrong.toString(), "certificate");
      refuses("sslmode=require&sslcert=" + wrong, wrong.toString(), "certificate");
    }
  }

  @Test
  void what_the_driver_would_not_take_for_a_key_is_refused() throws IOException {
    Path good = file("key.pem", pem("PRIVATE KEY", new byte[64]));
    Path other = file("rsa.pem", pem("RSA PRIVATE KEY", new byte[64]));

    assertThatCode(() -> check("sslmode=require&sslkey=" + good)).doesNotThrowAnyException();
    refuses("sslmode=require&sslkey=" + other, other.toString(), "PKCS #8");

    Files.setPosixFilePermissions(good, PosixFilePermissions.fromString("rw-r--r--"));
    refuses("sslmode=require&sslkey=" + good, good.toString(), "mode 0600");
  }

  @Test
  void without_a_file_of_its_own_a_verified_address_needs_the_drivers() throws Exception {
    String home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    try {
      refuses("sslmode=verify-full", folder + "/.postgresql/root.crt", "is not there");

      Files.createDirectory(folder.resolve(".postgresql"));
      file(".postgresql/root.crt", pem("CERTIFICATE", anyCertificate()));
      assertThatCode(() -> check("sslmode=verify-full")).doesNotThrowAnyException();
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=disable&sslkey=/none",
        "sslmode=require",
        "sslmode=verify-full&sslfactory=com.example.Own&sslrootcert=/none"
      })
  void files_that_the_driver_does_not_read_are_not_looked_for(String query) {
    assertThatCode(() -> check(query)).doesNotThrowAnyException();
  }
}

package io.netia.crypto.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.configuration.service.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretBoxTest {

  private static final String OLD = "o".repeat(64);
  private static final String NEW = "n".repeat(64);
  private static final byte[] CLEAR = "clear".getBytes(StandardCharsets.UTF_8);

  private static SecretBox box(String secret, Optional<String> previous) {
    return new SecretBox(
        new Settings() {
          @Override
          public String secretKeyBase() {
            return secret;
          }

          @Override
          public Optional<String> previousSecretKeyBase() {
            return previous;
          }
        });
  }

  @Test
  void what_the_secret_before_encrypted_or_signed_is_still_good() throws Exception {
    SecretBox before = box(OLD, Optional.empty());
    SecretBox after = box(NEW, Optional.of(OLD));

    assertThat(after.open("a", before.seal("a", CLEAR))).isEqualTo(CLEAR);
    assertThat(after.isSigned("a", "text", before.sign("a", "text"))).isTrue();
    assertThat(after.open("a", after.seal("a", CLEAR))).isEqualTo(CLEAR);
    assertThat(box(NEW, Optional.empty()).open("a", after.seal("a", CLEAR))).isEqualTo(CLEAR);
  }

  @Test
  void what_the_secret_before_encrypted_is_encrypted_anew_and_then_needs_it_no_more()
      throws Exception {
    SecretBox after = box(NEW, Optional.of(OLD));
    byte[] sealed = box(OLD, Optional.empty()).seal("a", CLEAR);

    byte[] resealed = after.resealed("a", sealed).orElseThrow();
    assertThat(box(NEW, Optional.empty()).open("a", resealed)).isEqualTo(CLEAR);
    assertThat(after.resealed("a", resealed)).isEmpty();
    assertThatThrownBy(() -> box(NEW, Optional.empty()).resealed("a", sealed))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void no_other_secret_and_no_other_purpose_opens_it() throws Exception {
    byte[] sealed = box(OLD, Optional.empty()).seal("a", CLEAR);
    byte[] signature = box(OLD, Optional.empty()).sign("a", "text");

    SecretBox stranger = box(NEW, Optional.of("x".repeat(64)));
    assertThatThrownBy(() -> stranger.open("a", sealed))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(stranger.isSigned("a", "text", signature)).isFalse();
    assertThatThrownBy(() -> box(NEW, Optional.of(OLD)).open("b", sealed))
        .isInstanceOf(GeneralSecurityException.class);
  }
}

package io.netia.identityverification.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdentityProofTest {

  /** Of before tokens had a secret of their own. */
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static final String SEPARATE = "netia_0123456789abcdef";
  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void a_hash_that_any_other_program_makes_is_good() {
    // printf %s user-17 | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    String hash = "33c59692415a0cd6d7f92010950b069e9bfbc7c2fecdc515c426da277c1b05af";
    assertThat(isGood(hash, "user-17")).isTrue();
    assertThat(isGood(hash.toUpperCase(Locale.ROOT), "user-17")).isTrue();
  }

  @Test
  void a_hash_of_another_user_or_by_another_secret_is_not() throws Exception {
    assertThat(isGood(hex("user-18", SECRET), "user-17")).isFalse();
    assertThat(isGood(hex("user-17", SECRET + "x"), "user-17")).isFalse();
    assertThat(isGood(hex("user-17", SECRET).substring(1), "user-17")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"external_id\":\"user-17\",\"exp\":1800000060}",
        "{\"sub\":\"user-17\",\"exp\":1800000060,\"email\":\"JO@example.com\"}",
        "{\"sub\":\"user-17\",\"exp\":1834560000}",
        "{\"sub\":\"somebody\",\"external_id\":\"user-17\",\"exp\":1800000060,\"nbf\":1800000000}"
      })
  void a_token_that_names_the_user_is_good_until_it_expires(String claims) throws Exception {
    assertThat(isGood(token(HS256, claims, SECRET), "user-17")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"alg\":\"none\"} | {\"sub\":\"user-17\",\"exp\":1800000060}",
        "{\"alg\":\"HS512\"} | {\"sub\":\"user-17\",\"exp\":1800000060}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-18\",\"exp\":1800000060}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1799999900}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\"}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"nbf\":1800001000}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"nbf\":\"later\"}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"nbf\":[1800001000]}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"nbf\":1180591620717411303424}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"nbf\":-1}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"nbf\":1799999999.5}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"nbf\":null}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":\"soon\"}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":\"1800000060\"}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":\"Infinity\"}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":\"NaN\"}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":NaN}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1e999}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060.5}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":-1}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":true}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1180591620717411303424}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":9223372036854775807}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1834560001}",
        "{\"alg\":\"HS256\"} | {\"sub\":\"user-17\",\"exp\":1800000060,\"email\":\"eve@example.com\"}",
        "{\"alg\":\"HS256\"} | {\"sub\":{\"a\":1},\"exp\":1800000060}",
        "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":true} | {\"sub\":\"user-17\",\"exp\":1800000060}",
        "{\"alg\":\"HS256\"} | [1]",
        "nonsense | nonsense"
      })
  void any_other_token_is_not(String header, String claims) throws Exception {
    assertThat(isGood(token(header, claims, SECRET), "user-17")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "e30.e30.", "=.=.="})
  void what_is_no_proof_at_all_is_refused_quietly(String proof) {
    assertThat(isGood(proof, "user-17")).isFalse();
  }

  @Test
  void a_token_of_another_secret_is_not_good() throws Exception {
    String token = token(HS256, "{\"sub\":\"user-17\",\"exp\":1800000060}", SECRET + "x");
    assertThat(isGood(token, "user-17")).isFalse();
  }

  @Test
  void the_hash_of_an_id_that_reads_like_a_token_is_not_that_tokens_signature() throws Exception {
    String claims = "{\"sub\":\"user-17\",\"exp\":1800000060}";
    String chosen = encoded(HS256) + "." + encoded(claims);
    assertThat(isGood(hex(chosen, SEPARATE), chosen, SEPARATE)).isTrue();
    assertThat(isGood(token(HS256, claims, SEPARATE), "user-17", SEPARATE)).isFalse();

    String forTokens = new IdentitySecret(SEPARATE).forTokens();
    assertThat(isGood(token(HS256, claims, forTokens), "user-17", SEPARATE)).isTrue();
    assertThat(isGood(hex("user-17", forTokens), "user-17", SEPARATE)).isFalse();
  }

  @Test
  void a_new_secret_has_another_one_for_tokens() {
    IdentitySecret secret = IdentitySecret.random();
    assertThat(secret.text()).matches("netia_[0-9a-f]{64}");
    assertThat(secret.forTokens()).matches("[0-9a-f]{64}").isNotEqualTo(secret.text());
    assertThat(IdentitySecret.random()).isNotEqualTo(secret);
  }

  private static boolean isGood(String proof, String externalId) {
    return isGood(proof, externalId, SECRET);
  }

  private static boolean isGood(String proof, String externalId, String secret) {
    return IdentityProof.isGood(
        proof, externalId, Optional.of("jo@example.com"), new IdentitySecret(secret), NOW);
  }

  private static String hex(String text, String secret) throws Exception {
    return HexFormat.of().formatHex(hmac(text, secret));
  }

  private static byte[] hmac(String text, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(String header, String claims, String secret) throws Exception {
    String signed = encoded(header) + "." + encoded(claims);
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return signed + "." + base64.encodeToString(hmac(signed, secret));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

package io.netia.identity.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Argon2Test {

  /** Made by another library, with a salt of 64 bytes. */
  private static final String OLDER =
      "$argon2id$v=19$m=19456,t=2,p=1"
          + "$QeeBs+JEgSQZS0MA+VnMnSJBOQF+yd1r+0gNOPslclmV7zo5WNNpE8BMdgJDbRnEN2PASTKPuO2X6Fd"
          + "3XBv3qA$mAnOHnrdj3WptcVsrzq8FceuKP87Pi48HWGh2djeCjU";

  @Test
  void a_password_matches_its_own_hash_and_no_other() {
    String hash = Argon2.hash("correct horse");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Argon2.matches("correct horse", hash)).isTrue();
    assertThat(Argon2.matches("correct horsf", hash)).isFalse();
    assertThat(Argon2.hash("correct horse")).as("the salt is another").isNotEqualTo(hash);
  }

  @Test
  void hashes_that_were_stored_before_still_match() {
    assertThat(Argon2.matches("pässword", OLDER)).isTrue();
    assertThat(Argon2.matches("password", OLDER)).isFalse();
  }

  @Test
  void the_parameters_are_those_of_the_hash() {
    String other = Argon2.hash("x").replace("t=2", "t=3");
    assertThat(Argon2.matches("x", other)).isFalse();
  }

  @Test
  void the_memory_is_used_again() {
    Argon2.hash("warm");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Argon2.hash("cold");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2b$12$abc",
        "$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=999999999,t=2,p=1$c2FsdA$aGFzaA"
      })
  void what_is_no_hash_of_this_kind_is_an_error(String stored) {
    assertThatThrownBy(() -> Argon2.matches("x", stored))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

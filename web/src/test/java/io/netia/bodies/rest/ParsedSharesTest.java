package io.netia.bodies.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ParsedSharesTest {

  private final ParsedShares shares = new ParsedShares(100);

  @Test
  void an_address_has_its_share_and_leaves_the_rest_to_others() {
    assertThat(shares.take("one", 60)).isTrue();
    assertThat(shares.take("one", 41)).isFalse();
    assertThat(shares.take("other", 41)).isTrue();
    shares.giveBack("one", 60);
    assertThat(shares.take("one", 41)).isTrue();
  }

  @Test
  void a_single_body_may_be_larger_than_a_share() {
    assertThat(shares.take("one", 150)).isTrue();
    assertThat(shares.take("one", 1)).isFalse();
    shares.giveBack("one", 150);
    assertThat(shares.take("one", 1)).isTrue();
  }
}

package io.netia.identity.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CredentialRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jo@example.com",
        "jo.o'neil+netia@mail.example.co.uk",
        "jörg@münchen.example",
        "root@localhost",
        "用户@例子.广告"
      })
  void an_address_of_any_script_is_one(String text) {
    assertThat(CredentialRules.isEmail(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jo@example.com\u00a0",
        "jo\u200b@example.com",
        "jo@\u00adexample.com",
        "jo@exam\u202eple.com",
        "jo\u3000@example.com",
        "jo@example.com\ufeff",
        "<jo@example.com>",
        "Jo,jo@example.com",
        "jo@example.com;ann",
        "jo\u0308rg@example.com",
        "jo@example..com",
        "jo@",
        "@example.com",
        "jo@ann@example.com"
      })
  void what_cannot_be_seen_or_makes_two_addresses_of_one_is_refused(String text) {
    assertThat(CredentialRules.isEmail(text)).isFalse();
  }
}

package io.netia.identity.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
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
        "jo\uFF20example.com",
        "jo@example..com",
        "jo@",
        "@example.com",
        "jo@ann@example.com"
      })
  void what_cannot_be_seen_or_makes_two_addresses_of_one_is_refused(String text) {
    assertThat(CredentialRules.isEmail(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " Jo@Example.com ",
        "\uFF2A\uFF2F@example.com",
        "jo\uFF20example.com",
        "jo@example\uFF0Ecom",
        "\u2149o@example.com",
        "jo@example.com\u3000",
        "jo@e\u02E3ample.com"
      })
  void an_address_in_compatible_letters_is_the_usual_one(String text) {
    assertThat(CredentialRules.address(text)).isEqualTo("jo@example.com");
  }

  @Test
  void an_accented_letter_is_one_however_it_is_written_and_letters_of_other_scripts_are_others() {
    assertThat(CredentialRules.address("jo\u0308rg@example.com"))
        .isEqualTo("j\u00F6rg@example.com");
    assertThat(CredentialRules.address("j\u043E@example.com")).isEqualTo("j\u043E@example.com");
  }
}

package io.netia.conversations.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NewConversationsTest {

  @ParameterizedTest
  @CsvSource({"0,1", "4095,1", "4096,2", "8191,2", "8192,3"})
  void a_beginning_counts_once_more_for_each_4_KiB(int bytes, int count) {
    assertThat(NewConversations.weight(bytes)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource("65")
  void the_longest_of_a_stranger_counts_as(int count) {
    assertThat(NewConversations.weight(Budget.Bodies.ANONYMOUS)).isEqualTo(count);
  }
}

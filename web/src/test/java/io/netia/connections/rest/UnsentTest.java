package io.netia.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UnsentTest {

  private final Unsent unsent = new Unsent(100);
  private final AddressUse one = new AddressUse("192.0.2.1", false, 1);
  private final AddressUse another = new AddressUse("192.0.2.2", false, 2);

  @Test
  void one_address_has_a_quarter() {
    unsent.add(one, 26);
    assertThat(unsent.isFullFor(one)).isTrue();
    assertThat(unsent.isFullFor(another)).isFalse();
    assertThat(unsent.isFull()).isFalse();
  }

  @Test
  void from_three_quarters_on_half_has_to_be_left() {
    unsent.add(one, 75);
    assertThat(unsent.excess()).isZero();
    unsent.add(another, 5);
    assertThat(unsent.excess()).isEqualTo(30);
  }

  @Test
  void what_is_sent_makes_room() {
    unsent.add(one, 101);
    assertThat(unsent.isFull()).isTrue();
    unsent.remove(one, 101);
    assertThat(unsent.isFull()).isFalse();
    assertThat(unsent.isFullFor(one)).isFalse();
  }
}

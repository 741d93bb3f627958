package io.netia.bodies.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrivalsTest {

  private final BodyMemory memory = new BodyMemory(4_000);
  private final Arrivals arrivals = new Arrivals(4, 3, 2, memory);

  private IncomingBody from(String address) {
    return new IncomingBody(address, -1, 10_000, 0, arrivals, Optional.empty(), () -> true);
  }

  private IncomingBody begun(String address) {
    IncomingBody body = from(address);
    assertThat(arrivals.begin(body)).isEmpty();
    return body;
  }

  @Test
  void few_threads_wait_even_for_a_moment() {
    IncomingBody first = begun("a");
    begun("a");
    begun("b");
    begun("c");
    assertThat(arrivals.begin(from("d"))).contains(503);

    arrivals.end(first);
    assertThat(arrivals.begin(from("d"))).isEmpty();
  }

  @Test
  void a_body_that_takes_longer_frees_the_place_for_those_that_do_not() {
    assertThat(arrivals.slowDown(begun("a"))).isEmpty();
    for (String address : new String[] {"b", "c", "d", "e"}) {
      begun(address);
    }
    assertThat(arrivals.begin(from("f"))).contains(503);
  }

  @Test
  void one_address_has_few_slow_bodies_and_others_their_own() {
    IncomingBody first = begun("a");
    assertThat(arrivals.slowDown(first)).isEmpty();
    assertThat(arrivals.slowDown(begun("a"))).isEmpty();
    IncomingBody third = begun("a");
    assertThat(arrivals.slowDown(third)).contains(429);
    assertThat(arrivals.slowDown(begun("b"))).isEmpty();

    arrivals.end(first);
    assertThat(arrivals.slowDown(third)).isEmpty();
  }

  @Test
  void all_slow_bodies_together_are_few_too() {
    for (String address : new String[] {"a", "b", "c"}) {
      assertThat(arrivals.slowDown(begun(address))).isEmpty();
    }
    assertThat(arrivals.slowDown(begun("d"))).contains(503);
  }

  @Test
  void one_address_may_fill_a_quarter_of_the_memory() {
    IncomingBody body = begun("a");
    assertThat(arrivals.grow(body, 1_000)).isEmpty();
    assertThat(arrivals.grow(body, 1)).contains(429);
    assertThat(memory.taken()).isEqualTo(1_000);
  }

  @Test
  void memory_that_is_spent_refuses_everybody() {
    assertThat(memory.reserve(3_500)).isTrue();
    IncomingBody body = begun("a");
    assertThat(arrivals.grow(body, 600)).contains(503);
    assertThat(memory.taken()).isEqualTo(3_500);
    memory.release(3_500);
    assertThat(arrivals.grow(body, 600)).isEmpty();
  }
}

package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DelayLineTest {

  private int delay = 3;
  private final List<String> done = new ArrayList<>();
  private final DelayLine line = new DelayLine(() -> delay, 4, 2, Runnable::run);

  private boolean add(String address) {
    return line.add(address, () -> () -> done.add(address));
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      line.tick();
    }
  }

  @Test
  void an_answer_comes_after_its_ticks_and_not_before() {
    assertThat(add("a")).isTrue();
    ticks(2);
    assertThat(add("b")).isTrue();
    assertThat(done).isEmpty();
    ticks(1);
    assertThat(done).containsExactly("a");
    ticks(2);
    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void one_that_is_delayed_for_longer_holds_nobody_up() {
    add("long");
    delay = 1;
    add("short");
    ticks(1);
    assertThat(done).containsExactly("short");
    ticks(2);
    assertThat(done).containsExactly("short", "long");
  }

  @Test
  void beyond_the_places_of_an_address_or_of_all_nothing_is_delayed_and_nothing_made() {
    assertThat(add("a")).isTrue();
    assertThat(add("a")).isTrue();
    assertThat(
            line.add(
                "a",
                () -> {
                  throw new AssertionError("made");
                }))
        .isFalse();
    assertThat(add("b")).isTrue();
    assertThat(add("c")).isTrue();
    assertThat(add("d")).isFalse();

    ticks(3);
    assertThat(done).containsExactly("a", "a", "b", "c");
    assertThat(add("a")).isTrue();
    assertThat(add("d")).isTrue();
  }

  @Test
  void what_cannot_be_delayed_gives_its_place_back() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  line.add(
                      "a",
                      () -> {
                        throw new IllegalStateException("no longer");
                      }))
          .hasMessage("no longer");
    }
    assertThat(add("a")).isTrue();
  }

  @Test
  void a_server_that_stops_answers_everybody() {
    add("a");
    add("b");
    line.drain();
    assertThat(done).containsExactly("a", "b");
  }
}

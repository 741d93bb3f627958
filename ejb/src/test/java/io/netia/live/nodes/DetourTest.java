package io.netia.live.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DetourTest {

  private final KnownRelay relay = new KnownRelay();
  private final List<byte[]> heard = new ArrayList<>();
  private final Detour here = new Detour(relay, "here", bytes -> {});
  private final Detour there = new Detour(relay, "there", heard::add);

  @Test
  void everything_that_is_left_is_read_once_and_in_its_order() {
    byte[][] batches = IntStream.range(0, 1000).mapToObj(DetourTest::batch).toArray(byte[][]::new);
    for (byte[] batch : batches) {
      here.said(batch, 0);
    }

    here.leave();
    there.collect();
    here.said(batch(1000), 0);
    here.leave();
    here.leave();
    there.collect();
    there.collect();

    assertThat(heard).hasSize(1001);
    assertThat(heard.subList(0, 1000)).containsExactly(batches);
    assertThat(heard.get(1000)).isEqualTo(batch(1000));
  }

  @Test
  void much_is_left_in_parts() {
    for (int i = 0; i < 20; i++) {
      here.said(new byte[100_000], 0);
    }

    here.leave();
    there.collect();

    assertThat(relay.left)
        .hasSizeGreaterThan(3)
        .allSatisfy(left -> assertThat(left.batches()).hasSizeLessThan(4));
    assertThat(heard).hasSize(20);
  }

  @Test
  void what_was_said_long_ago_is_not_left_any_more() {
    here.said(batch(1), 0);
    here.said(batch(2), Duration.ofSeconds(16).toNanos());

    here.leave();
    there.collect();

    assertThat(heard).containsExactly(batch(2));
  }

  @Test
  void no_more_is_kept_than_16_mb() {
    for (int i = 0; i < 40; i++) {
      here.said(new byte[1 << 20], 0);
    }

    here.leave();
    there.collect();

    assertThat(heard).hasSize(16);
  }

  private static byte[] batch(int number) {
    return ("batch " + number).getBytes(UTF_8);
  }
}

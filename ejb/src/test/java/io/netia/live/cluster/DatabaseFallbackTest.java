package io.netia.live.cluster;

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
class DatabaseFallbackTest {

  private final BatchStoreInMemory batches = new BatchStoreInMemory();
  private final List<byte[]> received = new ArrayList<>();
  private final DatabaseFallback here = new DatabaseFallback(batches, "here", bytes -> {});
  private final DatabaseFallback there = new DatabaseFallback(batches, "there", received::add);

  @Test
  void everything_that_is_left_is_read_once_and_in_its_order() {
    byte[][] batches =
        IntStream.range(0, 1000).mapToObj(DatabaseFallbackTest::batch).toArray(byte[][]::new);
    for (byte[] batch : batches) {
      here.sent(batch, 0);
    }

    here.store();
    there.fetch();
    here.sent(batch(1000), 0);
    here.store();
    here.store();
    there.fetch();
    there.fetch();

    assertThat(received).hasSize(1001);
    assertThat(received.subList(0, 1000)).containsExactly(batches);
    assertThat(received.get(1000)).isEqualTo(batch(1000));
  }

  @Test
  void much_is_left_in_parts() {
    for (int i = 0; i < 20; i++) {
      here.sent(new byte[100_000], 0);
    }

    here.store();
    there.fetch();

    assertThat(batches.stored)
        .hasSizeGreaterThan(3)
        .allSatisfy(stored -> assertThat(stored.batches()).hasSizeLessThan(4));
    assertThat(received).hasSize(20);
  }

  @Test
  void what_was_sent_long_ago_is_not_stored_any_more() {
    here.sent(batch(1), 0);
    here.sent(batch(2), Duration.ofSeconds(16).toNanos());

    here.store();
    there.fetch();

    assertThat(received).containsExactly(batch(2));
  }

  @Test
  void no_more_is_kept_than_16_mb() {
    for (int i = 0; i < 40; i++) {
      here.sent(new byte[1 << 20], 0);
    }

    here.store();
    there.fetch();

    assertThat(received).hasSize(16);
  }

  private static byte[] batch(int number) {
    return ("batch " + number).getBytes(UTF_8);
  }
}

package io.netia.live.socket.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FloodTest {

  private static final String BEAT = "[null,'1','phoenix','heartbeat',{}]";

  /** More than the 20 at once of the tests' limits, and twice that beyond its rate. */
  private static final int FLOOD = 61;

  private final Client.Server server = new Client.Server();

  private void flood(int events) {
    server.share = server.share(0, events, 0);
    Client client = server.visitor();
    for (int i = 0; i < FLOOD; i++) {
      client.send(BEAT);
    }
    assertThat(client.transport.closedWith).isEqualTo(1001);
  }

  @Test
  void the_address_of_a_socket_that_sends_without_end_opens_no_other_for_a_while() {
    flood(100);
    assertThat(server.share.isFlooding()).isTrue();
    server.pass(Budget.Sockets.FLOOD_PAUSE.minus(Duration.ofMillis(1)));
    assertThat(server.share.isFlooding()).isTrue();
    server.pass(Duration.ofMillis(1));
    assertThat(server.share.isFlooding()).isFalse();
  }

  @Test
  void without_limits_for_addresses_they_do_not_wait_either() {
    flood(0);
    assertThat(server.share.isFlooding()).isFalse();
  }
}

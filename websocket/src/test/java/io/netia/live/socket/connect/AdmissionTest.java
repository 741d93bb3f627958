package io.netia.live.socket.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.socket.dispatch.AddressShare;
import io.netia.live.socket.dispatch.WaitingEvents;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AdmissionTest {

  private static final AddressShare.Rate ANY = new AddressShare.Rate(0, 0);
  private static final AddressShare.Work ANY_WORK =
      new AddressShare.Work(0, new WaitingEvents(0, Runnable::run));

  private final AtomicLong nanos = new AtomicLong();

  private Admission admission(int perAddress, AddressShare.Rate handshakes) {
    return new Admission(
        new Admission.Limits(
            10, perAddress, new AddressShare.Rates(handshakes, ANY, ANY, ANY), ANY_WORK),
        nanos::get);
  }

  @Test
  void an_address_opens_so_many_sockets_at_once_and_then_so_many_a_second() {
    Admission admission = admission(0, new AddressShare.Rate(1, 2));
    assertThat(admission.of("a", 0)).isEqualTo(Admission.Answer.ADMITTED);
    assertThat(admission.of("a", 0)).isEqualTo(Admission.Answer.ADMITTED);
    assertThat(admission.of("a", 0)).isEqualTo(Admission.Answer.ADDRESS_FULL);
    assertThat(admission.of("b", 0)).isEqualTo(Admission.Answer.ADMITTED);
    nanos.addAndGet(1_000_000_000);
    assertThat(admission.of("a", 0)).isEqualTo(Admission.Answer.ADMITTED);
    assertThat(admission.of("a", 0)).isEqualTo(Admission.Answer.ADDRESS_FULL);
  }

  @Test
  void an_address_has_so_many_sockets_and_a_node_too() {
    Admission admission = admission(2, ANY);
    admission.enter("a");
    assertThat(admission.of("a", 1)).isEqualTo(Admission.Answer.ADMITTED);
    admission.enter("a");
    assertThat(admission.of("a", 2)).isEqualTo(Admission.Answer.ADDRESS_FULL);
    assertThat(admission.of("b", 2)).isEqualTo(Admission.Answer.ADMITTED);
    assertThat(admission.of("b", 10)).isEqualTo(Admission.Answer.NODE_FULL);
  }
}

package io.netia.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant LATER = NOW.plus(Budget.SignIn.RENEWAL_REPEATED);
  private static final Duration LIFETIME = Duration.ofDays(30);

  private final Session session =
      new Session(UUID.randomUUID(), UUID.randomUUID(), 1, "first", Optional.empty(), NOW);

  @Test
  void it_lasts_thirty_days_from_its_last_renewal_or_until_it_is_ended() {
    assertThat(session.isActive(NOW.plus(LIFETIME).minusMillis(1))).isTrue();
    assertThat(session.isActive(NOW.plus(LIFETIME))).isFalse();
    session.renew("second", false, NOW.plusSeconds(1));
    assertThat(session.isActive(NOW.plus(LIFETIME))).isTrue();
    session.revoke(NOW.plusSeconds(2));
    assertThat(session.isActive(NOW.plusSeconds(3))).isFalse();
  }

  @Test
  void one_token_at_a_time_renews_it() {
    assertThat(session.isCurrent("first")).isTrue();
    session.renew("second", true, NOW);
    assertThat(session.isCurrent("first")).isFalse();
    assertThat(session.isCurrent("second")).isTrue();
  }

  @Test
  void a_session_that_was_never_renewed_has_no_token_behind() {
    assertThat(session.isJustRenewed(NOW)).isFalse();
    assertThat(session.renewalsBehind(false, NOW)).isZero();
  }

  @Test
  void for_a_moment_the_last_token_may_come_again() {
    session.renew("second", false, NOW);
    assertThat(session.renewalsBehind(false, LATER.minusMillis(1))).isOne();
    assertThat(session.renewalsBehind(false, LATER)).isZero();
  }

  @Test
  void many_renewals_behind_are_for_a_device_whose_renewal_was_the_last() {
    session.renew("second", true, NOW);
    assertThat(session.renewalsBehind(true, LATER)).isEqualTo(Budget.SignIn.RENEWALS_BEHIND);
    assertThat(session.renewalsBehind(false, LATER)).isZero();
    session.renew("third", false, LATER);
    assertThat(session.renewalsBehind(true, LATER.plus(Budget.SignIn.RENEWAL_REPEATED))).isZero();
  }
}

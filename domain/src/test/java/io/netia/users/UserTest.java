package io.netia.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UserTest {

  private static final Instant NOW = Instant.parse("2026-05-08T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private final User user =
      new User(UUID.randomUUID(), "ada@example.com", "no hash", Role.ADMIN, NOW);

  @Test
  void a_disabled_user_may_not_sign_in_until_enabled_again() {
    user.disable(NOW);
    user.disable(LATER);
    assertThat(user.disabledAt()).as("disabling twice keeps the first time").hasValue(NOW);
    assertThat(user.isActiveAdmin()).isFalse();
    user.enable(LATER);
    assertThat(user.isActiveAdmin()).isTrue();
  }

  @Test
  void an_archived_user_has_left_whether_enabled_or_not() {
    user.archive(NOW);
    user.archive(LATER);
    user.enable(LATER);
    assertThat(user.archivedAt()).hasValue(NOW);
    assertThat(user.isActive()).isFalse();
  }

  @Test
  void only_an_administrator_keeps_an_account_administrable() {
    user.changeRole(Role.USER, LATER);
    assertThat(user.isActive()).isTrue();
    assertThat(user.isActiveAdmin()).isFalse();
  }

  @Test
  void the_last_administrator_is_not_done_without() {
    new ActiveAdministrators(List.of(1L, 2L)).requireOthersThan(1);
    new ActiveAdministrators(List.of(1L)).requireOthersThan(2);
    assertThatThrownBy(() -> new ActiveAdministrators(List.of(1L)).requireOthersThan(1))
        .isInstanceOfSatisfying(
            DomainException.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN));
  }
}

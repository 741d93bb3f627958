package io.netia.accounts.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.accounts.WorkingHours;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.SessionStore;
import io.netia.security.Agent;
import io.netia.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountsIT {

  private final TestServer server = new TestServer();
  private final Accounts accounts = server.bean(Accounts.class);
  private final Agent admin = server.newAccount();

  @Test
  void settings_that_are_not_sent_stay_and_hours_are_replaced() {
    server.tx(
        () ->
            accounts.change(
                admin,
                input(
                    "time_zone",
                    "Europe/Berlin",
                    "working_hours",
                    List.of(Map.of("day", "monday", "start_minute", "540", "end_minute", 1020)),
                    "settings",
                    Map.of("conversation_reminders_enabled", true),
                    "subscription_plan",
                    "lite")));
    AccountView changed =
        server.tx(
            () ->
                accounts.change(
                    admin, input("settings", Map.of("max_num_conversation_reminders", 2))));
    assertThat(changed.settings().conversationRemindersEnabled()).isTrue();
    assertThat(changed.settings().maxNumConversationReminders()).isEqualTo(2);
    assertThat(changed.workingHours()).containsExactly(new WorkingHours("monday", 540, 1020));
    assertThat(changed.subscriptionPlan()).isEqualTo("team");
    assertThat(server.tx(() -> accounts.show(admin))).usingRecursiveComparison().isEqualTo(changed);
  }

  @Test
  void what_makes_no_sense_is_named() {
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        accounts.change(
                            admin,
                            input(
                                "company_name",
                                "",
                                "time_zone",
                                "Mars",
                                "working_hours",
                                "always",
                                "settings",
                                Map.of("max_num_conversation_reminders", -1)))))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused ->
                assertThat(refused.errors())
                    .containsOnlyKeys("company_name", "time_zone", "working_hours", "settings"));
  }

  @Test
  void a_deleted_account_is_gone_and_everybody_is_signed_out() {
    server.tx(
        () -> {
          accounts.delete(admin);
          return null;
        });
    assertThatThrownBy(() -> server.tx(() -> accounts.show(admin)))
        .isInstanceOf(DomainException.class);
    assertThat(
            server.tx(
                () -> server.bean(SessionStore.class).state(admin.accountId(), admin.sessionId())))
        .isEmpty();
  }

  @Test
  void the_set_up_of_a_new_account_has_not_begun() {
    OnboardingStatus status = server.tx(() -> accounts.onboarding(admin));
    assertThat(status).isEqualTo(new OnboardingStatus(false, false, false, false, true));
  }
}

package io.netia.accounts.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.accounts.AccountChange;
import io.netia.accounts.WorkingHours;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.SessionStore;
import io.netia.security.Agent;
import io.netia.security.SystemJob;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import io.netia.widgets.service.Widgets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountsIT {

  private final TestServer server = new TestServer();
  private final Accounts accounts = server.bean(Accounts.class);
  private final Agent admin = server.newAccount();

  private AccountChange request(Object... fields) {
    return server.request(AccountChange.class, fields);
  }

  private AccountView change(Object... fields) {
    return server.tx(() -> accounts.change(admin, request(fields)));
  }

  private void assertRefused(Map<String, List<String>> errors, Object... fields) {
    assertThatThrownBy(() -> request(fields))
        .isInstanceOfSatisfying(
            ValidationException.class, refused -> assertThat(refused.errors()).isEqualTo(errors));
  }

  @Test
  void settings_that_are_not_sent_stay_and_hours_are_replaced() {
    change(
        "time_zone",
        "Europe/Berlin",
        "working_hours",
        List.of(Map.of("day", "monday", "start_minute", "540", "end_minute", 1020)),
        "settings",
        Map.of("conversation_reminders_enabled", true),
        "subscription_plan",
        "lite");
    AccountView changed = change("settings", Map.of("max_num_conversation_reminders", 2));
    assertThat(changed.settings().conversationRemindersEnabled()).isTrue();
    assertThat(changed.settings().maxNumConversationReminders()).isEqualTo(2);
    assertThat(changed.workingHours()).containsExactly(new WorkingHours("monday", 540, 1020));
    assertThat(changed.subscriptionPlan()).isEqualTo("team");
    assertThat(server.tx(() -> accounts.show(admin))).usingRecursiveComparison().isEqualTo(changed);
    assertThat(change("working_hours", List.of()).workingHours()).isEmpty();
  }

  @Test
  void a_page_with_a_widget_reads_what_was_written() {
    AccountView changed =
        change(
            "company_logo_url",
            "https://acme.example/logo.png",
            "working_hours",
            List.of(Map.of("day", "weekends", "start_minute", 0, "end_minute", 1440)),
            "settings",
            Map.of("disable_automated_reply_emails", "1"));
    assertThat(
            server.tx(
                () ->
                    server
                        .bean(Widgets.class)
                        .show(new SystemJob(admin.accountId()), Optional.empty())
                        .account()))
        .usingRecursiveComparison()
        .isEqualTo(changed);
  }

  @Test
  void what_makes_no_sense_is_named() {
    List<String> invalid = List.of("is invalid");
    assertRefused(
        Map.of(
            "company_name", List.of("can't be blank"),
            "time_zone", invalid,
            "working_hours", invalid,
            "settings", invalid),
        "company_name",
        "",
        "time_zone",
        "Mars",
        "working_hours",
        "always",
        "settings",
        Map.of("max_num_conversation_reminders", -1));
    for (Object hours :
        Arrays.asList(
            "",
            List.of("monday"),
            Collections.singletonList(null),
            List.of(Map.of("day", "monday", "start_minute", 540)),
            List.of(Map.of("day", "someday", "start_minute", 540, "end_minute", 1020)),
            List.of(Map.of("day", "monday", "start_minute", 540, "end_minute", 1441)),
            List.of(Map.of("day", "monday", "start_minute", 540, "end_minute", Long.MAX_VALUE)),
            Collections.nCopies(
                51, Map.of("day", "monday", "start_minute", 540, "end_minute", 1020)))) {
      assertRefused(Map.of("working_hours", invalid), "working_hours", hours);
    }
    for (Object settings :
        List.of(
            "x",
            List.of(),
            Map.of("conversation_reminders_enabled", "perhaps"),
            Map.of("conversation_reminder_hours_interval", Integer.MAX_VALUE + 1L),
            Map.of(
                "conversation_reminder_hours_interval",
                -1,
                "max_num_conversation_reminders",
                -1))) {
      assertRefused(Map.of("settings", invalid), "settings", settings);
    }
    assertRefused(
        Map.of("time_zone", List.of("should be at most 255 character(s)")),
        "time_zone",
        "x".repeat(256));
    assertRefused(
        Map.of("settings", List.of("should be at most 16384 byte(s)")),
        "settings",
        Map.of("anything", "x".repeat(16_384)));
  }

  @Test
  void what_is_null_or_empty_changes_nothing_of_settings_and_hours() {
    change(
        "working_hours",
        List.of(Map.of("day", "monday", "start_minute", 540, "end_minute", 1020)),
        "settings",
        Map.of("max_num_conversation_reminders", 2));
    AccountView changed = change("working_hours", null, "settings", "");
    assertThat(changed.workingHours()).hasSize(1);
    assertThat(changed.settings().maxNumConversationReminders()).isEqualTo(2);
    assertThat(
            change("settings", Map.of("max_num_conversation_reminders", ""))
                .settings()
                .maxNumConversationReminders())
        .isNull();
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

  @Test
  void a_plan_of_the_european_edition_counts_as_what_it_is() {
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    admin.accountId(),
                    "update accounts set subscription_plan = 'eu-starter' where id = ?",
                    admin.accountId()));
    assertThat(server.tx(() -> accounts.onboarding(admin)).hasUpgradedSubscription()).isFalse();
    assertThat(server.tx(() -> accounts.show(admin)).subscriptionPlan()).isEqualTo("eu-starter");
  }
}

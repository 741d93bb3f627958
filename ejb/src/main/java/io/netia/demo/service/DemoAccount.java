package io.netia.demo.service;

import io.netia.configuration.service.Settings;
import io.netia.conversations.service.Conversations;
import io.netia.conversations.service.Messages;
import io.netia.identity.service.Passwords;
import io.netia.identity.service.RegistrationStore;
import io.netia.input.Input;
import io.netia.security.Agent;
import io.netia.security.SystemJob;
import io.netia.security.Visitor;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Fills an empty development database with one account to look at. Never runs in production or
 * tests, and only once.
 */
@Singleton
public class DemoAccount {

  /** The administrator's address; {@code ./dev.sh start} prints it. */
  public static final String EMAIL = "demo@netia.local";

  /** The administrator's password; {@code ./dev.sh start} prints it. */
  public static final String PASSWORD = "netia-demo";

  @Inject private Settings settings;
  @Inject private TenantDatabase database;
  @Inject private RegistrationStore registrations;
  @Inject private Passwords passwords;
  @Inject private Conversations conversations;
  @Inject private Messages messages;
  @Inject private Clock clock;

  /** Writes it, unless it is there or this is no development installation. */
  public void seed() {
    if (!settings.isDevelopment()
        || database
            .lookUp("select user_id from find_login(?)", row -> row.count("user_id"), EMAIL)
            .isPresent()) {
      return;
    }
    Agent ada =
        registrations
            .openAccount("Orchard & Co", EMAIL, passwords.hash(PASSWORD), Optional.empty())
            .agent();
    people(ada);
    DemoConversations.ALL.forEach(conversation -> write(ada, conversation));
  }

  private void people(Agent ada) {
    UUID account = ada.accountId();
    database.update(
        account, "update accounts set time_zone = 'Europe/Berlin' where id = ?", account);
    database.update(
        account,
        "insert into user_profiles (account_id, user_id, full_name, display_name) values (?, ?, 'Ada Baker', 'Ada')",
        account,
        ada.userId());
    database.update(
        account,
        "update widget_settings set title = 'Orchard & Co', subtitle = 'We usually reply within a few minutes',"
            + " greeting = 'Hello! How can we help?', show_agent_availability = true where account_id = ?",
        account);
  }

  private void write(Agent ada, DemoConversations.Script script) {
    UUID account = ada.accountId();
    UUID customer = UUID.randomUUID();
    Instant begin = clock.instant().minus(script.age());
    database.update(
        account,
        "insert into customers (id, account_id, name, email, first_seen, last_seen_at, browser, os, time_zone, current_url, host, pathname)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        customer,
        account,
        script.name(),
        script.email(),
        begin.atOffset(ZoneOffset.UTC).toLocalDate(),
        begin,
        script.browser(),
        script.os(),
        script.timeZone(),
        "https://shop.example.com" + script.page(),
        "shop.example.com",
        script.page());
    UUID conversation =
        conversations
            .createAsVisitor(
                account,
                Input.of(Map.of("customer_id", customer.toString())),
                Optional.empty(),
                Optional.empty())
            .id();
    for (String line : script.lines()) {
      say(ada, new Visitor(account, customer), conversation, line);
    }
    if (script.closed()) {
      conversations.update(ada, conversation, Input.of(Map.of("status", "closed")));
    }
    if (script.priority()) {
      conversations.update(ada, conversation, Input.of(Map.of("priority", "priority")));
    }
    backdate(account, conversation, begin);
  }

  /**
   * {@code >} begins a message of the customer, {@code <} a reply, {@code #} a note, {@code *} one
   * of the assistant.
   */
  private void say(Agent ada, Visitor customer, UUID conversation, String line) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("body", line.substring(2));
    switch (line.charAt(0)) {
      case '>' -> messages.send(customer, conversation, Input.of(message));
      case '*' -> {
        message.put("type", "bot");
        messages.send(new SystemJob(customer.accountId()), conversation, Input.of(message));
      }
      case '#' -> {
        message.put("type", "note");
        message.put("private", true);
        messages.send(ada, conversation, Input.of(message));
      }
      default -> messages.send(ada, conversation, Input.of(message));
    }
  }

  /** Spreads what was just written over the past, a minute and a half between messages. */
  private void backdate(UUID account, UUID conversation, Instant begin) {
    Duration pause = Duration.ofSeconds(90);
    database.update(
        account,
        "update messages set inserted_at = ?::timestamptz + seq * ?::int * interval '1 second',"
            + " sent_at = ?::timestamptz + seq * ?::int * interval '1 second' where conversation_id = ?",
        begin,
        (int) pause.toSeconds(),
        begin,
        (int) pause.toSeconds(),
        conversation);
    database.update(
        account,
        "update conversations set inserted_at = ?, last_activity_at ="
            + " (select max(inserted_at) from messages where conversation_id = conversations.id) where id = ?",
        begin,
        conversation);
  }
}

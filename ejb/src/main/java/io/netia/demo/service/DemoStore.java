package io.netia.demo.service;

import io.netia.security.Agent;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What of the demo account no use case writes. */
@ApplicationScoped
class DemoStore {

  @Inject private TenantDatabase database;

  /** Whether somebody signs in with this address. */
  boolean hasLogin(String email) {
    return database
        .lookUp("select user_id from find_login(?)", row -> row.count("user_id"), email)
        .isPresent();
  }

  void setTimeZone(UUID account) {
    database.update(
        account, "update accounts set time_zone = 'Europe/Berlin' where id = ?", account);
  }

  void addProfile(Agent ada) {
    database.update(
        ada.accountId(),
        "insert into user_profiles (account_id, user_id, full_name, display_name) values (?, ?, 'Ada Baker', 'Ada')",
        ada.accountId(),
        ada.userId());
  }

  void setWidgetTexts(UUID account) {
    database.update(
        account,
        "update widget_settings set title = 'Orchard & Co', subtitle = 'We usually reply within a few minutes',"
            + " greeting = 'Hello! How can we help?', show_agent_availability = true where account_id = ?",
        account);
  }

  void addCustomer(UUID account, UUID id, DemoConversations.Script script, Instant firstSeen) {
    database.update(
        account,
        "insert into customers (id, account_id, name, email, first_seen, last_seen_at, browser, os, time_zone, current_url, host, pathname)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        account,
        script.name(),
        script.email(),
        firstSeen.atOffset(ZoneOffset.UTC).toLocalDate(),
        firstSeen,
        script.browser(),
        script.os(),
        script.timeZone(),
        "https://shop.example.com" + script.page(),
        "shop.example.com",
        script.page());
  }

  /** Moves the messages of a conversation to a time, with a pause before each. */
  void backdateMessages(UUID account, UUID conversation, Instant begin, Duration pause) {
    database.update(
        account,
        "update messages set inserted_at = ?::timestamptz + seq * ?::int * interval '1 second',"
            + " sent_at = ?::timestamptz + seq * ?::int * interval '1 second' where conversation_id = ?",
        begin,
        (int) pause.toSeconds(),
        begin,
        (int) pause.toSeconds(),
        conversation);
  }

  /** Moves the begin of a conversation, and its last activity to its newest message. */
  void backdateConversation(UUID account, UUID conversation, Instant begin) {
    database.update(
        account,
        "update conversations set inserted_at = ?, last_activity_at ="
            + " (select max(inserted_at) from messages where conversation_id = conversations.id) where id = ?",
        begin,
        conversation);
  }
}

package io.netia.demo.service;

import io.netia.configuration.service.Settings;
import io.netia.conversations.service.Conversations;
import io.netia.conversations.service.Messages;
import io.netia.identity.service.Passwords;
import io.netia.input.Input;
import io.netia.registration.service.RegistrationStore;
import io.netia.security.Agent;
import io.netia.security.SystemJob;
import io.netia.security.Visitor;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  /** Between two messages. */
  private static final Duration PAUSE = Duration.ofSeconds(90);

  @Inject private Settings settings;
  @Inject private DemoStore store;
  @Inject private RegistrationStore registrations;
  @Inject private Passwords passwords;
  @Inject private Conversations conversations;
  @Inject private Messages messages;
  @Inject private Clock clock;

  /** Writes it, unless it is there or this is no development installation. */
  public void seed() {
    if (!settings.isDevelopment() || store.hasLogin(EMAIL)) {
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
    store.setTimeZone(account);
    store.addProfile(ada);
    store.setWidgetTexts(account);
  }

  private void write(Agent ada, DemoConversations.Script script) {
    UUID account = ada.accountId();
    UUID customer = UUID.randomUUID();
    Instant begin = clock.instant().minus(script.age());
    store.addCustomer(account, customer, script, begin);
    UUID conversation =
        conversations
            .createAsVisitor(
                account,
                Input.of(Map.of("customer_id", customer.toString())),
                Optional.empty(),
                Optional.empty())
            .id();
    for (String line : script.lines()) {
      send(ada, new Visitor(account, customer), conversation, line);
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
  private void send(Agent ada, Visitor customer, UUID conversation, String line) {
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

  /** Spreads what was just written over the past. */
  private void backdate(UUID account, UUID conversation, Instant begin) {
    store.backdateMessages(account, conversation, begin, PAUSE);
    store.backdateConversation(account, conversation, begin);
  }
}

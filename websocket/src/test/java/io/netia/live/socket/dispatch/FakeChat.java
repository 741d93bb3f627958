package io.netia.live.socket.dispatch;

import io.netia.conversations.service.JoinedConversation;
import io.netia.conversations.service.SentMessage;
import io.netia.errors.Busy;
import io.netia.errors.DomainException;
import io.netia.feed.service.FeedEvent;
import io.netia.feed.service.FeedPage;
import io.netia.feed.service.FeedReading;
import io.netia.input.Input;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.live.socket.channels.Chat;
import io.netia.live.socket.hub.Hub;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One account with one conversation, in memory, that announces like the application: after the
 * fact, to both topics.
 */
public final class FakeChat implements Chat {

  final UUID account = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  final UUID noAccount = UUID.fromString("00000000-0000-4000-8000-00000000000f");
  final UUID customer = UUID.fromString("00000000-0000-4000-8000-00000000000c");
  final UUID conversation = UUID.fromString("00000000-0000-4000-8000-0000000000c0");

  /** Runs in the middle of a read, after its rows were read: what a race would do. */
  Runnable meanwhile = () -> {};

  /** Thrown by the next call. */
  RuntimeException broken;

  /** How many of the newest messages the feed does not hand out yet. */
  int notFinal;

  /** The visitor's token that the account requires, if it does. */
  Optional<String> requiredToken = Optional.empty();

  /** Questions to the database so far. */
  int calls;

  final List<String> done = new ArrayList<>();

  /** How many messages or events a page holds at most. */
  int pageSize = Integer.MAX_VALUE;

  /** Whether there is no turn for a large answer. */
  boolean isFull;

  /** Edits so far. */
  int editCount;

  private final Hub hub;
  private final List<String> messages = new ArrayList<>();
  private final List<String> feed = new ArrayList<>();
  private String state = "";

  /** Announces on this hub. */
  public FakeChat(Hub hub) {
    this.hub = hub;
  }

  /** Stores messages without an event. */
  void store(int count) {
    IntStream.range(0, count).forEach(i -> add("old", Map.of()));
  }

  /** Stores a message; the announcement is made by the caller, sooner or later. */
  Runnable storeAndAnnounceLater() {
    String message = add("late", Map.of());
    return () -> announce("shout", message);
  }

  /** Changes the conversation; what is announced is what it was then, late as it may be. */
  Runnable changeAndAnnounceLater(String to) {
    state = to;
    feed.add("conversation:updated");
    String update = update();
    return () -> announce("conversation:updated", update);
  }

  private String update() {
    return Json.write(Map.of("state", state));
  }

  private FeedEvent event(String entry) {
    return entry.startsWith("{")
        ? new FeedEvent("shout", new RawJson(entry))
        : new FeedEvent(entry, new RawJson(update()));
  }

  private String add(String body, Map<String, Object> more) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", "m" + (messages.size() + 1));
    message.put("body", body);
    message.putAll(more);
    message.put("seq", messages.size() + 1);
    String json = Json.write(message);
    messages.add(json);
    feed.add(json);
    return json;
  }

  private void announce(String event, String payload) {
    hub.publish(LiveEvent.of(Topics.conversation(conversation), event, payload));
    hub.publish(LiveEvent.of(Topics.notification(account), event, payload));
  }

  private void called() {
    calls++;
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public JoinedConversation join(Optional<Agent> agent, UUID id, Optional<UUID> customerId) {
    called();
    boolean isMember = agent.filter(known -> known.accountId().equals(account)).isPresent();
    if (!id.equals(conversation)
        || !(isMember || customerId.filter(customer::equals).isPresent())) {
      throw DomainException.notFound();
    }
    return new JoinedConversation(
        conversation, account, customer, messages.size(), editCount, Map.of("status", "open"));
  }

  @Override
  public Visitor admit(JoinedConversation conversation, Optional<String> visitorToken) {
    if (!requiredToken.isEmpty() && !visitorToken.equals(requiredToken)) {
      throw DomainException.notFound();
    }
    return new Visitor(conversation.accountId(), conversation.customerId());
  }

  @Override
  public Optional<UUID> accountOf(UUID id) {
    called();
    return id.equals(customer) ? Optional.of(account) : Optional.empty();
  }

  @Override
  public boolean mayBe(UUID owner, UUID id, Optional<String> visitorToken) {
    return requiredToken.isEmpty() || visitorToken.equals(requiredToken);
  }

  @Override
  public boolean hasAccount(UUID id) {
    called();
    return !id.equals(noAccount);
  }

  @Override
  public boolean hasCustomer(Agent agent, UUID id) {
    called();
    return agent.accountId().equals(account) && id.equals(customer);
  }

  @Override
  public <T> T inTurn(String address, Supplier<T> making) {
    if (isFull) {
      throw Busy.caller(Duration.ofSeconds(2));
    }
    return making.get();
  }

  @Override
  public Optional<List<RawJson>> messagesAfter(Actor actor, UUID id, int seq) {
    called();
    List<RawJson> found = messages.stream().skip(seq).map(RawJson::new).toList();
    meanwhile.run();
    return found.size() > pageSize ? Optional.empty() : Optional.of(found);
  }

  @Override
  public SentMessage send(Actor actor, UUID id, Input message) {
    called();
    if (!id.equals(conversation)) {
      throw DomainException.notFound();
    }
    String body = message.verbatim("body", 1000).orElse("");
    if (body.isEmpty()) {
      message.require("body");
    }
    message.check();
    String by =
        Stream.of("user_id", "customer_id", "private", "type", "sent_at", "metadata")
            .filter(message::has)
            .collect(Collectors.joining(" ", actor.getClass().getSimpleName() + " ", ""));
    String json = add(body, Map.of("by", by));
    announce("shout", json);
    RawJson rendered = new RawJson(json);
    return new SentMessage(
        new UUID(0, messages.size()), messages.size(), false, rendered, rendered);
  }

  @Override
  public void seen(Visitor visitor, UUID id) {
    called();
    done.add("seen " + visitor.customerId());
  }

  @Override
  public void markRead(Agent agent, UUID id) {
    called();
    if (!id.equals(conversation)) {
      throw DomainException.notFound();
    }
    done.add("read " + agent.userId());
  }

  @Override
  public String feedCursor(Agent agent) {
    called();
    return "c" + feed.size();
  }

  @Override
  public FeedReading feedAfter(Agent agent, String cursor) {
    called();
    if (!cursor.matches("c\\d+")) {
      throw DomainException.badRequest("The cursor cannot be read");
    }
    int count = feed.size();
    int from = Integer.parseInt(cursor.substring(1));
    int to = Math.min(count - notFinal, from + Math.min(pageSize, count));
    List<FeedEvent> events = feed.stream().limit(to).skip(from).map(this::event).toList();
    meanwhile.run();
    return new FeedReading(
        new FeedPage(events, "c" + to, false), count - notFinal, count, to < count - notFinal);
  }

  @Override
  public void publishNow(LiveEvent event) {
    hub.publish(event);
  }
}

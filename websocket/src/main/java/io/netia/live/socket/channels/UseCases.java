package io.netia.live.socket.channels;

import io.netia.accounts.service.AccountIdCache;
import io.netia.conversations.service.Conversations;
import io.netia.conversations.service.JoinedConversation;
import io.netia.conversations.service.Messages;
import io.netia.conversations.service.SentMessage;
import io.netia.customers.service.Customers;
import io.netia.customers.service.Visitors;
import io.netia.feed.service.Feed;
import io.netia.feed.service.FeedReading;
import io.netia.identityverification.service.VisitorAccess;
import io.netia.input.Input;
import io.netia.json.service.RawJson;
import io.netia.limits.service.LargeAnswers;
import io.netia.live.service.AfterCommitEvents;
import io.netia.live.service.LiveEvent;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls the application's use cases. */
@ApplicationScoped
public class UseCases implements Chat {

  @Inject private AccountIdCache accounts;
  @Inject private Customers customers;
  @Inject private Visitors visitors;
  @Inject private Conversations conversations;
  @Inject private Messages messages;
  @Inject private Feed feed;
  @Inject private VisitorAccess access;
  @Inject private AfterCommitEvents afterCommit;
  @Inject private LargeAnswers largeAnswers;

  @Override
  public JoinedConversation join(
      Optional<Agent> agent, UUID conversation, Optional<UUID> customer) {
    return conversations.join(agent, conversation, customer);
  }

  @Override
  public boolean hasAccount(UUID account) {
    return accounts.contain(account);
  }

  @Override
  public boolean hasCustomer(Agent agent, UUID customer) {
    return customers.exists(agent, customer);
  }

  @Override
  public Optional<UUID> accountOf(UUID customer) {
    return visitors.accountOf(customer);
  }

  @Override
  public boolean mayBe(UUID account, UUID customer, Optional<String> visitorToken) {
    return access.mayBe(account, customer, visitorToken);
  }

  @Override
  public Visitor admit(JoinedConversation conversation, Optional<String> visitorToken) {
    return access.admit(conversation.accountId(), conversation.customerId(), visitorToken);
  }

  @Override
  public <T> T inTurn(String address, Supplier<T> making) {
    return largeAnswers.make(address, making);
  }

  @Override
  public Optional<List<RawJson>> messagesAfter(Actor actor, UUID conversation, int seq) {
    return messages.allAfter(actor, conversation, seq);
  }

  @Override
  public SentMessage send(Actor actor, UUID conversation, Input message) {
    return messages.send(actor, conversation, message);
  }

  @Override
  public void seen(Visitor visitor, UUID conversation) {
    messages.seen(visitor, conversation);
  }

  @Override
  public void markRead(Agent agent, UUID conversation) {
    conversations.markRead(agent, conversation);
  }

  @Override
  public String feedCursor(Agent agent) {
    return feed.cursor(agent);
  }

  @Override
  public FeedReading feedAfter(Agent agent, String cursor) {
    return feed.read(agent, cursor);
  }

  @Override
  public void publishNow(LiveEvent event) {
    afterCommit.publishNow(event);
  }
}

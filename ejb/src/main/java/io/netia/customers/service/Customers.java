package io.netia.customers.service;

import io.netia.conversations.service.CustomerView;
import io.netia.customers.Customer;
import io.netia.customers.CustomerRequest;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.limits.Budget;
import io.netia.limits.Budget.Answers;
import io.netia.security.Agent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Customers of the caller's account, as agents look after them. */
@Stateless
public class Customers {

  private static final int PAGE_SIZE = 50;
  private static final int EXPORTED_AT_ONCE = 1_000;
  private static final List<String> SHOWN = List.of("company", "tags");

  @Inject private CustomerStore store;
  @Inject private ExternalIds externalIds;
  @Inject private CustomerEvents events;
  @Inject private Clock clock;

  /**
   * A page, last seen first, each with the latest conversation.
   *
   * @param query the filters of {@link CustomerFilter}; {@code page} from 1, past the end the last
   *     one; {@code page_size} or {@code limit}, 50 unless set, at most 500
   */
  public CustomerPage list(Agent agent, Input query) {
    int size = pageSize(query);
    long wanted = Math.max(1, query.integer("page").orElse(1L));
    query.errors().clear();
    CustomerFilter filter = CustomerFilter.of(query);
    long total = store.count(agent.accountId(), filter);
    int pages = (int) Math.max(1, (total + size - 1) / size);
    int page = (int) Math.min(wanted, pages);
    List<CustomerFull> data =
        store.list(
            agent.accountId(),
            filter,
            EnumSet.of(Expansion.LATEST_CONVERSATION),
            size,
            (page - 1L) * size);
    return new CustomerPage(data, page, size, pages, total);
  }

  private static int pageSize(Input query) {
    long size =
        query.integer("page_size").or(() -> query.integer("limit")).orElse((long) PAGE_SIZE);
    return (int) Math.max(1, Math.min(size, Answers.CUSTOMERS));
  }

  /**
   * Customers for a spreadsheet: the page that was asked for, or without one all of them, at most
   * 50 000.
   *
   * @throws ValidationException when they are too large for one answer
   */
  public List<CustomerView> export(Agent agent, Input query) {
    if (query.has("page")) {
      return list(agent, query).data().stream().map(CustomerFull::customer).toList();
    }
    CustomerFilter filter = CustomerFilter.of(query);
    List<CustomerView> all = new ArrayList<>();
    long size = 0;
    boolean isMore = true;
    while (isMore && all.size() < Answers.CUSTOMERS_EXPORTED) {
      List<CustomerView> next = store.rows(agent.accountId(), filter, EXPORTED_AT_ONCE, all.size());
      size += next.stream().mapToLong(CustomerView::length).sum();
      if (size > Answers.EXPORT_BYTES) {
        throw ValidationException.rule(
            "The table is too large: ask for it page by page, with page and limit");
      }
      all.addAll(next);
      isMore = next.size() == EXPORTED_AT_ONCE;
    }
    return all;
  }

  /**
   * One customer.
   *
   * @param expand what to show beside: {@code company, tags, notes, issues, conversations,
   *     messages}; nothing named means company and tags
   */
  public CustomerFull show(Agent agent, UUID id, List<String> expand) {
    Set<Expansion> expansions = Expansion.named(expand.isEmpty() ? SHOWN : expand);
    return store.find(agent.accountId(), id, expansions).orElseThrow(DomainException::notFound);
  }

  /**
   * Changes the fields that were sent.
   *
   * @throws ValidationException for a company that the account does not have
   */
  public CustomerFull change(Agent agent, UUID id, CustomerRequest request) {
    UUID account = agent.accountId();
    request.externalId().ifPresent(claimed -> externalIds.lock(account, claimed));
    Customer customer =
        store.lock(account, id, request.metadata()).orElseThrow(DomainException::notFound);
    CustomerStore.Before before = CustomerStore.Before.of(customer);
    request
        .externalId()
        .ifPresent(
            claimed ->
                externalIds
                    .claim(account, customer, claimed)
                    .ifPresent(given -> customer.identify(given.externalId(), given.verifiedAt())));
    customer.apply(request, clock.instant());
    store.flush(account);
    CustomerFull changed =
        store.find(account, id, Expansion.named(SHOWN)).orElseThrow(DomainException::notFound);
    events.changed(account, changed.customer(), before);
    return changed;
  }

  /**
   * Removes some messages of a customer who is about to be removed, so that no transaction holds
   * the conversations for long.
   *
   * @return whether there may be more
   */
  public boolean deleteSomeMessages(Agent agent, UUID id) {
    int most = Budget.Database.DELETED_AT_ONCE;
    return store.deleteMessages(agent.accountId(), id, most) == most;
  }

  /** Removes a customer with all conversations. */
  public void delete(Agent agent, UUID id) {
    List<UUID> conversations = store.lockConversations(agent.accountId(), id);
    CustomerStore.Before before =
        store.delete(agent.accountId(), id).orElseThrow(DomainException::notFound);
    events.deleted(agent.accountId(), id, before, conversations);
  }

  /** Whether it is a customer of the caller's account. */
  public boolean exists(Agent agent, UUID id) {
    return store.find(agent.accountId(), id, Set.of()).isPresent();
  }
}

package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import io.netia.conversations.service.ConversationReadStore.Wanted;
import io.netia.errors.DomainException;
import io.netia.input.Input;
import io.netia.limits.Budget.Answers;
import io.netia.limits.Budget.Searches;
import io.netia.security.Agent;
import io.netia.tenancy.service.InTransaction;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reading conversations: lists, counters, one, and what customers and holders of a share link may
 * see. At most four round trips each.
 */
@ApplicationScoped
public class ConversationQueries {

  private static final long TOTAL_MAX = 10_000;
  private static final int MESSAGES_DEFAULT = 50;
  private static final int RELATED_MAX = 20;
  private static final int RESUMED = 3;

  @Inject private ConversationReadStore reads;
  @Inject private ConversationStore store;
  @Inject private ConversationAccess access;
  @Inject private ShareLinks shareLinks;
  @Inject private TenantDatabase database;

  /**
   * A page of conversations, newest activity first.
   *
   * @param query the filters of {@link ConversationFilter}; {@code limit} 1 to 50, {@code after} a
   *     cursor, {@code messages_limit} newest messages of each (50, at most 200, as far as they
   *     fit); a page of long messages ends early
   * @throws DomainException bad request for what cannot be read
   */
  @InTransaction
  public ConversationPage list(Agent agent, Input query) {
    int limit =
        (int)
            clamp(
                query.integer("limit").orElse((long) Answers.CONVERSATIONS), Answers.CONVERSATIONS);
    int messages =
        (int)
            clamp(
                query.integer("messages_limit").orElse((long) MESSAGES_DEFAULT),
                Answers.LISTED_MESSAGES);
    query.errors().remove("limit");
    query.errors().remove("messages_limit");
    limitSearch(query);
    Optional<String> after = query.text("after", 255);
    ConversationFilter filter = ConversationFilter.of(agent, query);
    long total = reads.count(agent.accountId(), filter, TOTAL_MAX);
    List<ConversationFull> found =
        reads.page(
            agent.accountId(),
            filter,
            after.map(PageCursor::of),
            limit + 1,
            new Wanted(messages, Answers.LISTED_MESSAGES_BYTES, true, false, true));
    List<ConversationFull> page = fitting(found.subList(0, Math.min(found.size(), limit)));
    String next =
        found.size() > page.size() ? cursor(page.get(page.size() - 1).conversation()) : null;
    return new ConversationPage(page, next, after.orElse(null), limit, total);
  }

  private void limitSearch(Input query) {
    if (query.has("q")) {
      database.limit(Searches.TIME);
    }
  }

  /** As many from the beginning as one answer holds, at least one. */
  private static List<ConversationFull> fitting(List<ConversationFull> found) {
    long size = 0;
    for (int i = 0; i < found.size(); i++) {
      size += found.get(i).messages().stream().mapToLong(MessageView::bodyLength).sum();
      if (i > 0 && size > Answers.MESSAGES_BYTES) {
        return found.subList(0, i);
      }
    }
    return found;
  }

  private static String cursor(ConversationView last) {
    return new PageCursor(last.lastActivityAt(), last.id()).text();
  }

  private static long clamp(long wanted, long most) {
    return Math.max(1, Math.min(wanted, most));
  }

  /** Number of conversations by the same filters, exact. */
  @InTransaction
  public long count(Agent agent, Input query) {
    limitSearch(query);
    return reads.count(agent.accountId(), ConversationFilter.of(agent, query), Integer.MAX_VALUE);
  }

  /** How much is unread, in one statement however many inboxes there are. */
  @InTransaction
  public UnreadCounts unread(Agent agent) {
    return reads.unread(agent.accountId(), agent.userId());
  }

  /**
   * One conversation with tags and its newest messages, archived or not.
   *
   * @param query {@code messages_limit}: 500 unless set, which is also the most
   */
  public ConversationFull show(Agent agent, UUID id, Input query) {
    int messages =
        (int)
            clamp(
                query.integer("messages_limit").orElse((long) Answers.SHOWN_MESSAGES),
                Answers.SHOWN_MESSAGES);
    return reads
        .one(agent.accountId(), id, new Wanted(messages, Answers.MESSAGES_BYTES, true, true, false))
        .orElseThrow(DomainException::notFound);
  }

  /** The same customer's conversation before this one, or empty. */
  @InTransaction
  public Optional<ConversationFull> previous(Agent agent, UUID id) {
    Conversation conversation = access.forReading(agent, id);
    return reads.previous(
        agent.accountId(),
        conversation,
        new Wanted(Answers.LISTED_MESSAGES, Answers.MESSAGES_BYTES, true, false, false));
  }

  /** Other conversations of the same customer, each with its latest message. */
  @InTransaction
  public List<ConversationFull> related(Agent agent, UUID id, int limit) {
    Conversation conversation = access.forReading(agent, id);
    return reads.related(
        agent.accountId(),
        conversation,
        (int) clamp(limit, RELATED_MAX),
        new Wanted(1, 1, true, false, false));
  }

  /**
   * A conversation for whoever has a link to it: public messages, and of people names and faces,
   * under ids that open nothing.
   *
   * @throws DomainException 403 for a token that is not valid or over; not found when the
   *     conversation is gone or archived
   */
  @InTransaction
  public ConversationFull shared(UUID id, String token) {
    UUID account = store.account(id).orElseThrow(ShareLinks::notValid);
    Pseudonyms pseudonyms = shareLinks.open(account, id, token);
    return reads
        .unarchived(
            account,
            id,
            new Wanted(Answers.SHOWN_MESSAGES, Answers.PUBLIC_MESSAGES_BYTES, false, true, false))
        .orElseThrow(DomainException::notFound)
        .forReaders(pseudonyms);
  }

  /**
   * What a customer's widget resumes: the newest open chats, at most three, with their public
   * messages, of which it has the newest 500.
   */
  @InTransaction
  public List<ConversationFull> ofCustomer(UUID accountId, UUID customerId, Input query) {
    Optional<UUID> inbox = query.uuid("inbox_id");
    if (!query.errors().isEmpty()) {
      throw DomainException.badRequest(
          "A filter cannot be read: " + String.join(", ", query.errors().keySet()));
    }
    return reads
        .openChats(
            accountId,
            customerId,
            inbox,
            RESUMED,
            new Wanted(
                Answers.SHOWN_MESSAGES,
                Answers.PUBLIC_MESSAGES_BYTES / RESUMED,
                false,
                false,
                false))
        .stream()
        .map(ConversationFull::forVisitors)
        .toList();
  }
}

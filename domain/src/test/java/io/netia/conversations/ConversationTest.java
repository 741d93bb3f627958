package io.netia.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationTest {

  private static final Instant BEGAN = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant LATER = BEGAN.plusSeconds(60);
  private static final Author CUSTOMER = new Author.Customer(UUID.randomUUID());
  private static final Author USER = new Author.User(7);
  private static final Author BOT = new Author.Bot();

  private final Conversation begun =
      Conversation.begun(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), BEGAN);

  @Test
  void every_message_takes_the_next_number_and_counts_as_activity() {
    Conversation after = begun.withMessage(CUSTOMER, false, LATER).withMessage(USER, false, LATER);
    assertThat(after.lastSeq()).isEqualTo(2);
    assertThat(after.lastActivityAt()).isEqualTo(LATER);
  }

  @Test
  void a_customer_reopens_and_makes_unread() {
    Conversation closed =
        begun.withMessage(USER, false, BEGAN).withStatus(ConversationStatus.CLOSED, BEGAN);
    Conversation after = closed.withMessage(CUSTOMER, false, LATER);
    assertThat(after.status()).isEqualTo(ConversationStatus.OPEN);
    assertThat(after.closedAt()).isNull();
    assertThat(after.read()).isFalse();
  }

  @Test
  void a_users_first_public_reply_takes_over_once() {
    Conversation replied = begun.withMessage(USER, true, BEGAN).withMessage(USER, false, LATER);
    assertThat(replied.firstRepliedAt()).isEqualTo(LATER);
    assertThat(replied.assigneeId()).isEqualTo(7L);
    assertThat(replied.withMessage(new Author.User(8), false, LATER).assigneeId()).isEqualTo(7L);
  }

  @Test
  void a_reply_makes_read_and_leaves_a_closed_conversation_closed() {
    Conversation after =
        begun.withStatus(ConversationStatus.CLOSED, BEGAN).withMessage(USER, false, LATER);
    assertThat(after.read()).isTrue();
    assertThat(after.status()).isEqualTo(ConversationStatus.CLOSED);
  }

  @Test
  void a_bots_answer_leaves_the_conversation_unread_for_the_team() {
    assertThat(begun.edit(BEGAN).read(true).done().withMessage(BOT, false, LATER).read()).isFalse();
  }

  @Test
  void the_same_status_again_is_no_change() {
    assertThat(begun.withStatus(ConversationStatus.OPEN, LATER)).isSameAs(begun);
    Conversation closed = begun.withStatus(ConversationStatus.CLOSED, LATER);
    assertThat(closed.closedAt()).isEqualTo(LATER);
    assertThat(closed.withStatus(ConversationStatus.CLOSED, LATER.plusSeconds(5))).isSameAs(closed);
  }

  @Test
  void activity_and_numbering_alone_are_no_news() {
    Conversation unread = begun.withMessage(CUSTOMER, false, BEGAN);
    assertThat(unread.withMessage(CUSTOMER, false, LATER).differsFrom(unread)).isFalse();
    assertThat(unread.withMessage(USER, false, LATER).differsFrom(unread)).isTrue();
  }

  @Test
  void archiving_can_be_undone() {
    Conversation archived = begun.archived(true, LATER);
    assertThat(archived.archivedAt()).isEqualTo(LATER);
    assertThat(archived.archived(true, LATER.plusSeconds(1))).isSameAs(archived);
    assertThat(archived.archived(false, LATER).archivedAt()).isNull();
  }
}

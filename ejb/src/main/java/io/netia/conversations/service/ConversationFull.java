package io.netia.conversations.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.json.service.RawJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A conversation with what belongs to it.
 *
 * @param messages oldest first
 * @param tags JSON array
 * @param mentions JSON array
 */
public record ConversationFull(
    @JsonUnwrapped ConversationView conversation,
    CustomerView customer,
    List<MessageView> messages,
    @Schema(type = SchemaType.ARRAY, ref = "Tag") RawJson tags,
    @Schema(type = SchemaType.ARRAY, ref = "Mention") RawJson mentions) {

  /** The same with these messages. */
  ConversationFull with(List<MessageView> shown) {
    return new ConversationFull(conversation, customer, shown, tags, mentions);
  }

  /** As its own customer may see it. The messages are expected to be public ones. */
  ConversationFull forVisitors() {
    return new ConversationFull(
        conversation.withoutMetadata(),
        customer.forVisitors(),
        messages.stream().map(MessageView::forVisitors).toList(),
        new RawJson("[]"),
        new RawJson("[]"));
  }

  /** As anyone with a share link may see it. The messages are expected to be public ones. */
  ConversationFull forReaders(Pseudonyms pseudonyms) {
    return new ConversationFull(
        conversation.forReaders(pseudonyms),
        customer.forReaders(pseudonyms),
        messages.stream().map(message -> message.forReaders(pseudonyms)).toList(),
        tags,
        new RawJson("[]"));
  }
}

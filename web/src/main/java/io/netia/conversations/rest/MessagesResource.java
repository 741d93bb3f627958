package io.netia.conversations.rest;

import io.netia.conversations.service.MessageView;
import io.netia.conversations.service.Messages;
import io.netia.conversations.service.SentMessage;
import io.netia.errors.DomainException;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.input.Input;
import io.netia.limits.rest.LargeResponses;
import io.netia.limits.service.Searches;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.ConversationSchemas.Count;
import io.netia.openapi.rest.MessageSchemas.MessageSend;
import io.netia.openapi.rest.MessageSchemas.MessageUpdate;
import io.netia.openapi.rest.MessageSchemas.MessagesQuery;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages, for agents; visitors write through their conversation or the socket. */
@Path("messages")
@Tag(name = Tags.MESSAGES)
@ApplicationScoped
public class MessagesResource {

  private static final String CLIENT_ID = "client_id";

  @Inject private Messages messages;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private Searches searches;
  @Inject private LargeResponses largeResponses;

  /** Messages of the account by filters, newest first. */
  @GET
  @Authenticated
  @Operation(operationId = "listMessages", summary = "List messages, newest first")
  @Takes(query = MessagesQuery.class)
  @Answer(value = MessageView.class, as = Wrapping.LIST, refusals = 422)
  public Response list() {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    String address = request.limitedAddress();
    return searches.run(
        address,
        () -> largeResponses.make(address, () -> Answers.data(messages.list(agent, query))));
  }

  /** How many the account has. */
  @GET
  @Path("count")
  @Authenticated
  @Operation(operationId = "countMessages", summary = "Count the messages of the account")
  @Answer(Count.class)
  public Response count() {
    Agent agent = current.agent();
    return Answers.data(
        Map.of("count", searches.run(request.limitedAddress(), () -> messages.count(agent))));
  }

  /**
   * Sends one. A repeat under the same {@code Idempotency-Key} or {@code client_id} answers with
   * the first.
   */
  @POST
  @Authenticated
  @Operation(operationId = "sendMessage", summary = "Send a message")
  @Takes(body = MessageSend.class, idempotencyKey = true)
  @Answer(
      value = MessageView.class,
      status = 201,
      refusals = {403, 404})
  public Response send() {
    Agent agent = current.agent();
    Map<String, Object> fields =
        request
            .parameters()
            .object("message")
            .orElseThrow(() -> DomainException.badRequest("The field message is missing"));
    Input message = Input.of(withClientId(agent, fields));
    Optional<UUID> conversation = message.uuid("conversation_id");
    if (conversation.isEmpty()) {
      message.require("conversation_id");
      message.check();
    }
    SentMessage sent = messages.send(agent, conversation.orElseThrow(), message);
    return Answers.created("/api/messages/" + sent.id(), sent.forAgents());
  }

  private Map<String, Object> withClientId(Agent agent, Map<String, Object> fields) {
    Optional<UUID> clientId = request.idempotencyKey().map(key -> messages.clientId(agent, key));
    if (clientId.isEmpty() || fields.get(CLIENT_ID) != null) {
      return fields;
    }
    Map<String, Object> identified = new LinkedHashMap<>(fields);
    identified.put(CLIENT_ID, clientId.get().toString());
    return identified;
  }

  /** One message. */
  @GET
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "getMessage", summary = "Show a message")
  @Answer(MessageView.class)
  public Response show(@PathParam("id") String id) {
    return Answers.data(messages.show(current.agent(), Parameters.idOf(id)));
  }

  /** Changes its words. */
  @PUT
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "updateMessage", summary = "Change the words of a message")
  @Takes(body = MessageUpdate.class)
  @Answer(MessageView.class)
  public Response update(@PathParam("id") String id) {
    Input changes = request.parameters().wrapped("message");
    return Answers.data(messages.update(current.agent(), Parameters.idOf(id), changes));
  }

  /** Removes it for good. */
  @DELETE
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "deleteMessage", summary = "Delete a message for good")
  @Answer
  public Response delete(@PathParam("id") String id) {
    messages.delete(current.agent(), Parameters.idOf(id));
    return Answers.nothing();
  }
}

package io.netia.conversations.rest;

import io.netia.conversations.service.ConversationFull;
import io.netia.conversations.service.ConversationQueries;
import io.netia.conversations.service.MessagePage;
import io.netia.conversations.service.Messages;
import io.netia.errors.DomainException;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.http.rest.PublicFields;
import io.netia.identity.rest.CurrentActor;
import io.netia.identity.rest.Public;
import io.netia.identityverification.service.VisitorAccess;
import io.netia.input.Input;
import io.netia.limits.Budget;
import io.netia.limits.rest.LargeResponses;
import io.netia.live.rest.LongPolling;
import io.netia.live.rest.Waiting;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.ConversationSchemas.PositionQuery;
import io.netia.openapi.rest.ConversationSchemas.SharedQuery;
import io.netia.openapi.rest.ConversationSchemas.VisitorConversationsQuery;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.security.Actor;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Conversations, for visitors and whoever has a link. */
@Path("conversations")
@Tag(name = Tags.VISITORS)
@ApplicationScoped
public class VisitorConversationsResource {

  @Inject private ConversationQueries queries;
  @Inject private Messages messages;
  @Inject private VisitorAccess access;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private LongPolling longWait;
  @Inject private LargeResponses largeResponses;

  /** What a widget resumes. */
  @GET
  @Path("customer")
  @Public
  @Operation(
      operationId = "listConversationsOfVisitor",
      summary = "List a visitor's open conversations",
      description = "At most three, newest first, without notes of the team.")
  @Takes(query = VisitorConversationsQuery.class, visitorToken = true)
  @Answer(value = ConversationFull.class, as = Wrapping.LIST, refusals = 404)
  public Response ofCustomer() {
    Parameters parameters = request.parameters();
    UUID account = parameters.requiredId("account_id");
    UUID customer = parameters.requiredId("customer_id");
    access.admit(account, customer, request.visitorToken());
    return largeResponses.make(
        request.limitedAddress(),
        () ->
            Answers.data(
                queries.ofCustomer(account, customer, PublicFields.of(parameters.values()))));
  }

  /** A conversation that was shared by a link. */
  @GET
  @Path("shared")
  @Public(ignoresToken = true)
  @Operation(
      operationId = "getSharedConversation",
      summary = "Show a conversation by a link",
      description = "Without notes of the team; ids and addresses of people are replaced.")
  @Takes(query = SharedQuery.class)
  @Answer(
      value = ConversationFull.class,
      refusals = {403, 404})
  public Response shared() {
    Parameters parameters = request.parameters();
    UUID conversation = parameters.requiredId("conversation_id");
    String token = parameters.required("token");
    return largeResponses.make(
        request.limitedAddress(), () -> Answers.data(queries.shared(conversation, token)));
  }

  /**
   * Messages after {@code after_seq}, oldest first, or before {@code before_seq}, newest first; for
   * agents and the customer; {@code has_more} is whether there are others behind the last one,
   * since a page of long messages ends early. With {@code wait}, a number of seconds, the answer to
   * {@code after_seq} comes when there is something or the time is over.
   */
  @GET
  @Path("{id}/messages")
  @Public
  @Operation(
      operationId = "listMessagesOfConversation",
      summary = "Read the messages of a conversation by number",
      description = "For the team with a token, for a visitor with `account_id` and `customer_id`.")
  @Takes(query = PositionQuery.class, visitorToken = true)
  @Answer(value = MessagePage.class, as = Wrapping.PLAIN)
  public void messages(@PathParam("id") String id, @Suspended AsyncResponse response) {
    Parameters parameters = request.parameters();
    Input query = parameters.input();
    int limit =
        Math.min(
            whole(query.integer("limit"), Budget.Answers.MESSAGE_PAGE),
            Budget.Answers.MESSAGE_PAGE);
    Optional<Long> before = query.integer("before_seq");
    int after = whole(query.integer("after_seq"), 0);
    if (!query.errors().isEmpty()) {
      throw DomainException.badRequest(
          "A parameter cannot be read: " + String.join(", ", query.errors().keySet()));
    }
    Supplier<Actor> caller = caller(parameters);
    UUID conversation = Parameters.idOf(id);
    if (before.isPresent()) {
      Actor actor = caller.get();
      response.resume(
          largeResponses.make(
              request.limitedAddress(),
              () -> Answers.plain(messages.before(actor, conversation, whole(before, 0), limit))));
      return;
    }
    longWait.answer(
        response,
        waiting(parameters, conversation),
        () -> messages.after(caller.get(), conversation, after, limit),
        page -> !page.data().isEmpty());
  }

  private Waiting waiting(Parameters parameters, UUID conversation) {
    Duration atMost = LongPolling.atMost(request);
    String address = request.limitedAddress();
    return current
        .agentIfAny()
        .map(agent -> Waiting.ofAgent(agent, address, conversation.toString(), atMost))
        .orElseGet(
            () ->
                Waiting.ofVisitor(
                    parameters.requiredId("account_id"), conversation, address, atMost));
  }

  private static int whole(Optional<Long> number, int otherwise) {
    return (int) Math.max(0, Math.min(number.orElse((long) otherwise), Integer.MAX_VALUE));
  }

  /** Looks at the caller's rights anew each time: they may end while the request waits. */
  private Supplier<Actor> caller(Parameters parameters) {
    if (current.agentIfAny().isPresent()) {
      Supplier<Agent> agent = current.anew();
      return agent::get;
    }
    if (parameters.text("customer_id").isEmpty() && parameters.text("account_id").isEmpty()) {
      throw DomainException.unauthenticated("Not authenticated");
    }
    UUID account = parameters.requiredId("account_id");
    UUID customer = parameters.requiredId("customer_id");
    Optional<String> token = request.visitorToken();
    return () -> access.admit(account, customer, token);
  }
}

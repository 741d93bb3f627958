package io.netia.conversations.rest;

import io.netia.conversations.service.ConversationFull;
import io.netia.conversations.service.ConversationPage;
import io.netia.conversations.service.ConversationQueries;
import io.netia.conversations.service.ConversationView;
import io.netia.conversations.service.Conversations;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.InParts;
import io.netia.http.rest.Parameters;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.identity.rest.Public;
import io.netia.input.Input;
import io.netia.limits.rest.LargeResponses;
import io.netia.limits.service.Searches;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.ConversationSchemas.ConversationFilters;
import io.netia.openapi.rest.ConversationSchemas.ConversationQuery;
import io.netia.openapi.rest.ConversationSchemas.ConversationStart;
import io.netia.openapi.rest.ConversationSchemas.ConversationUpdate;
import io.netia.openapi.rest.ConversationSchemas.ConversationsQuery;
import io.netia.openapi.rest.ConversationSchemas.Count;
import io.netia.openapi.rest.ConversationSchemas.EndedLinks;
import io.netia.openapi.rest.ConversationSchemas.RelatedQuery;
import io.netia.openapi.rest.ConversationSchemas.ShareLink;
import io.netia.openapi.rest.ConversationSchemas.Unread;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Conversations, for agents. */
@Path("conversations")
@Tag(name = Tags.CONVERSATIONS)
@ApplicationScoped
public class ConversationsResource {

  private static final int RELATED = 3;

  @Inject private Conversations conversations;
  @Inject private ConversationQueries queries;
  @Inject private NewConversations beginnings;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private Searches searches;
  @Inject private LargeResponses largeResponses;

  /** A page, newest activity first. */
  @GET
  @Authenticated
  @Operation(
      operationId = "listConversations",
      summary = "List conversations, newest activity first",
      description = "Archived ones are left out.")
  @Takes(query = ConversationsQuery.class)
  @Answer(value = ConversationPage.class, as = Wrapping.PLAIN, refusals = 422)
  public Response list() {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    return inTurn(query, () -> large(() -> page(queries.list(agent, query))));
  }

  private static Response page(ConversationPage page) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("data", page.data());
    body.put("next", page.next());
    body.put("previous", page.previous());
    body.put("limit", page.limit());
    body.put("total", page.total());
    return Answers.plain(body);
  }

  /** Begins a conversation: as the agent whose token comes with the request, else as a visitor. */
  @POST
  @Public
  @Operation(
      operationId = "createConversation",
      summary = "Begin a conversation",
      description =
          "As the user of the token, or as a visitor. The first message stands in `message` or in `conversation.message`.")
  @Takes(body = ConversationStart.class, idempotencyKey = true, visitorToken = true)
  @Answer(value = ConversationView.class, status = 201)
  public Response create() {
    ConversationView created = beginnings.begin();
    return Answers.created("/api/conversations/" + created.id(), created);
  }

  /** How many match the filters. */
  @GET
  @Path("count")
  @Authenticated
  @Operation(operationId = "countConversations", summary = "Count conversations")
  @Takes(query = ConversationFilters.class)
  @Answer(value = Count.class, refusals = 422)
  public Response count() {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    return inTurn(
        query, () -> large(() -> Answers.data(Map.of("count", queries.count(agent, query)))));
  }

  private <T> T inTurn(Input query, Supplier<T> read) {
    return query.has("q") ? searches.run(request.limitedAddress(), read) : read.get();
  }

  /** Reads and renders when it is the caller's turn. */
  private Response large(Supplier<Response> making) {
    return largeResponses.make(request.limitedAddress(), making);
  }

  /** Counters of what is unread. */
  @GET
  @Path("unread")
  @Authenticated
  @Operation(operationId = "countUnread", summary = "Count what is unread")
  @Answer(Unread.class)
  public Response unread() {
    Agent agent = current.agent();
    return large(() -> Answers.data(queries.unread(agent).toBody()));
  }

  /** One with its messages. */
  @GET
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "getConversation", summary = "Show a conversation with its messages")
  @Takes(query = ConversationQuery.class)
  @Answer(ConversationFull.class)
  public Response show(@PathParam("id") String id) {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    return large(() -> Answers.data(queries.show(agent, Parameters.idOf(id), query)));
  }

  /** Changes it. */
  @PUT
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "updateConversation", summary = "Change a conversation")
  @Takes(body = ConversationUpdate.class)
  @Answer(ConversationView.class)
  public Response update(@PathParam("id") String id) {
    Input changes = request.parameters().wrapped("conversation");
    return Answers.data(conversations.update(current.agent(), Parameters.idOf(id), changes));
  }

  /** Removes it for good. */
  @DELETE
  @Path("{id}")
  @Authenticated
  @Operation(
      operationId = "deleteConversation",
      summary = "Delete a conversation",
      description = "With its messages, for good.")
  @Answer
  public Response delete(@PathParam("id") String id) {
    Agent agent = current.agent();
    UUID conversation = Parameters.idOf(id);
    InParts.run(
        () -> conversations.deleteSomeMessages(agent, conversation),
        () -> conversations.delete(agent, conversation));
    return Answers.nothing();
  }

  /** Puts it away: out of lists and counts, still readable. */
  @POST
  @Path("{id}/archive")
  @Authenticated
  @Operation(
      operationId = "archiveConversation",
      summary = "Archive a conversation",
      description = "Out of lists and counts, still readable.")
  @Answer(ConversationView.class)
  public Response archive(@PathParam("id") String id) {
    return Answers.data(conversations.archive(current.agent(), Parameters.idOf(id)));
  }

  /** A link's token for people without a login. */
  @POST
  @Path("{id}/share")
  @Authenticated
  @Operation(operationId = "shareConversation", summary = "Make a link to a conversation")
  @Answer(ShareLink.class)
  public Response share(@PathParam("id") String id) {
    String token = conversations.share(current.agent(), Parameters.idOf(id));
    return Answers.data(Map.of("ok", true, "token", token));
  }

  /** Ends all links to it. */
  @DELETE
  @Path("{id}/share")
  @Authenticated
  @Operation(operationId = "unshareConversation", summary = "End all links to a conversation")
  @Answer(EndedLinks.class)
  public Response unshare(@PathParam("id") String id) {
    int ended = conversations.unshare(current.agent(), Parameters.idOf(id));
    return Answers.data(Map.of("ok", true, "ended", ended));
  }

  /** The same customer's conversation before this one. */
  @GET
  @Path("{id}/previous")
  @Authenticated
  @Operation(
      operationId = "getPreviousConversation",
      summary = "Show the customer's conversation before this one")
  @Answer(value = ConversationFull.class, as = Wrapping.DATA_OR_NULL)
  public Response previous(@PathParam("id") String id) {
    Agent agent = current.agent();
    return large(() -> Answers.data(queries.previous(agent, Parameters.idOf(id)).orElse(null)));
  }

  /** The same customer's other conversations. */
  @GET
  @Path("{id}/related")
  @Authenticated
  @Operation(
      operationId = "listRelatedConversations",
      summary = "List the customer's other conversations",
      description = "Each with its newest message.")
  @Takes(query = RelatedQuery.class)
  @Answer(value = ConversationFull.class, as = Wrapping.LIST)
  public Response related(@PathParam("id") String id) {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    long limit = query.integer("limit").orElse((long) RELATED);
    query.check();
    int most = (int) Math.max(1, Math.min(limit, Integer.MAX_VALUE));
    return large(() -> Answers.data(queries.related(agent, Parameters.idOf(id), most)));
  }
}

package io.netia.conversations.rest;

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

/** Conversations, for agents. */
@Path("conversations")
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
  public Response create() {
    ConversationView created = beginnings.begin();
    return Answers.created("/api/conversations/" + created.id(), created);
  }

  /** How many match the filters. */
  @GET
  @Path("count")
  @Authenticated
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
  public Response unread() {
    Agent agent = current.agent();
    return large(() -> Answers.data(queries.unread(agent).toBody()));
  }

  /** One with its messages. */
  @GET
  @Path("{id}")
  @Authenticated
  public Response show(@PathParam("id") String id) {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    return large(() -> Answers.data(queries.show(agent, Parameters.idOf(id), query)));
  }

  /** Changes it. */
  @PUT
  @Path("{id}")
  @Authenticated
  public Response update(@PathParam("id") String id) {
    Input changes = request.parameters().wrapped("conversation");
    return Answers.data(conversations.update(current.agent(), Parameters.idOf(id), changes));
  }

  /** Removes it for good. */
  @DELETE
  @Path("{id}")
  @Authenticated
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
  public Response archive(@PathParam("id") String id) {
    return Answers.data(conversations.archive(current.agent(), Parameters.idOf(id)));
  }

  /** A link's token for people without a login. */
  @POST
  @Path("{id}/share")
  @Authenticated
  public Response share(@PathParam("id") String id) {
    String token = conversations.share(current.agent(), Parameters.idOf(id));
    return Answers.data(Map.of("ok", true, "token", token));
  }

  /** Ends all links to it. */
  @DELETE
  @Path("{id}/share")
  @Authenticated
  public Response unshare(@PathParam("id") String id) {
    int ended = conversations.unshare(current.agent(), Parameters.idOf(id));
    return Answers.data(Map.of("ok", true, "ended", ended));
  }

  /** The same customer's conversation before this one. */
  @GET
  @Path("{id}/previous")
  @Authenticated
  public Response previous(@PathParam("id") String id) {
    Agent agent = current.agent();
    return large(() -> Answers.data(queries.previous(agent, Parameters.idOf(id)).orElse(null)));
  }

  /** The same customer's other conversations. */
  @GET
  @Path("{id}/related")
  @Authenticated
  public Response related(@PathParam("id") String id) {
    Agent agent = current.agent();
    Input query = request.parameters().input();
    long limit = query.integer("limit").orElse((long) RELATED);
    query.check();
    int most = (int) Math.max(1, Math.min(limit, Integer.MAX_VALUE));
    return large(() -> Answers.data(queries.related(agent, Parameters.idOf(id), most)));
  }
}

package io.netia.feed.rest;

import io.netia.actors.Agent;
import io.netia.feed.service.Feed;
import io.netia.feed.service.FeedPage;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What an agent missed since a cursor. */
@Path("feed")
@ApplicationScoped
public class FeedResource {

  @Inject private Feed feed;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;

  /** Events after the cursor {@code after}; without one, a cursor to begin with. */
  @GET
  @Authenticated
  public Response after() {
    Agent agent = current.agent();
    FeedPage page =
        request
            .parameters()
            .text("after")
            .map(cursor -> feed.after(agent, cursor))
            .orElseGet(() -> new FeedPage(List.of(), feed.cursor(agent), false));
    return Answers.plain(page);
  }
}

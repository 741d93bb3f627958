package io.netia.feed.rest;

import io.netia.feed.service.Feed;
import io.netia.feed.service.FeedPage;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.live.rest.LongPolling;
import io.netia.live.rest.Waiting;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.openapi.rest.WidgetSchemas.FeedQuery;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an agent missed since a cursor. */
@Path("feed")
@Tag(name = Tags.FEED)
@ApplicationScoped
public class FeedResource {

  @Inject private Feed feed;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;
  @Inject private LongPolling longWait;

  /**
   * Events after the cursor {@code after}; without one, a cursor to begin with. With {@code wait},
   * a number of seconds, the answer comes when there is something or the time is over.
   */
  @GET
  @Authenticated
  @Operation(operationId = "readFeed", summary = "Read what happened after a cursor")
  @Takes(query = FeedQuery.class)
  @Answer(value = FeedPage.class, as = Wrapping.PLAIN)
  public void after(@Suspended AsyncResponse response) {
    Agent agent = current.agent();
    Optional<String> after = request.parameters().text("after");
    Supplier<Agent> caller = current.anew();
    // Rights may end while the request waits.
    Supplier<FeedPage> look =
        () ->
            after
                .map(cursor -> feed.after(caller.get(), cursor))
                .orElseGet(() -> new FeedPage(List.of(), feed.cursor(agent), false));
    longWait.answer(
        response,
        Waiting.ofAgent(
            agent,
            request.limitedAddress(),
            "",
            after.isEmpty() ? Duration.ZERO : LongPolling.atMost(request)),
        look,
        page -> page.reload() || !page.data().isEmpty());
  }
}

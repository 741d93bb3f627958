package io.netia.openapi.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.netia.requests.Required;
import io.netia.widgets.WidgetReport;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Widgets, the feed and the echo. */
public final class WidgetSchemas {

  private WidgetSchemas() {}

  /** Which widget. */
  public record WidgetQuery(
      @Required UUID accountId,
      @Schema(description = "The primary inbox if it is absent.") @Nullable UUID inboxId) {}

  /** Where a widget runs. */
  public record WidgetLocation(
      @Required UUID accountId,
      @Schema(description = "The primary inbox if it is absent.") @Nullable UUID inboxId,
      @Required WidgetReport metadata) {}

  /** From where on to read the feed. */
  public record FeedQuery(
      @Schema(description = "A `cursor`; without one the answer has no events and a cursor.")
          @Nullable String after,
      @Schema(description = Texts.WAIT) @JsonProperty("wait") @Nullable Integer seconds) {}

  /** The echo. */
  public record Pong(
      @Schema(example = "Pong!") String message,
      @Schema(description = "What was sent, unless it was much.") Map<String, Object> params) {}
}

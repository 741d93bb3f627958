package io.netia.live.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that are delivered together: those of one transaction about one subject, or a single one.
 *
 * @param change its position among the changes of the subject; null when no order is kept between
 *     nodes
 */
public record Announcement(@Nullable ChangeRange change, List<LiveEvent> events) {

  /** One event, in its publisher's order only. */
  public static Announcement of(LiveEvent event) {
    return new Announcement(null, List.of(event));
  }
}

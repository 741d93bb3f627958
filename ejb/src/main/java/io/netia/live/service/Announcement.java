package io.netia.live.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction says about one thing, or a hint: events that are told together.
 *
 * @param step where it stands among the changes of the thing; null when no order is kept between
 *     nodes
 */
public record Announcement(@Nullable Step step, List<LiveEvent> events) {

  /** One event that keeps no order but that of its publisher. */
  public static Announcement of(LiveEvent event) {
    return new Announcement(null, List.of(event));
  }
}

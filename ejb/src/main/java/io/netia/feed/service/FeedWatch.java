package io.netia.feed.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Watches how far the feed is behind. */
@ApplicationScoped
public class FeedWatch {

  private final FeedLag lag = new FeedLag(System::nanoTime);

  @Inject private FeedStore store;

  /** Looks at the database once; to be called every two seconds. */
  public void look() {
    store.snapshot().ifPresent(snapshot -> lag.looked(snapshot.openFrom(), snapshot.next()));
  }

  /** How far it is behind, in seconds. */
  public double lagSeconds() {
    return lag.seconds();
  }
}

package io.netia.conversations.service;

import io.netia.feed.service.FeedContents;
import io.netia.testing.TestServer;

/**
 * A test server whose feed shows conversations; the class behind {@link FeedContents} is not
 * visible outside its package.
 */
public final class FeedWiring {

  private FeedWiring() {}

  /** A new server. */
  public static TestServer server() {
    return new TestServer().with(FeedContents.class, FeedViews.class);
  }
}

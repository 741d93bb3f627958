package io.netia.feed.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Watches how far the feed is behind. */
@ApplicationScoped
public class FeedWatch {

  private final FeedLag lag = new FeedLag(System::nanoTime);

  @Inject private TenantDatabase database;

  /** Looks at the database once; to be called every two seconds. */
  public void look() {
    database
        .lookUp(
            "select pg_snapshot_xmin(s)::text as open_from, pg_snapshot_xmax(s)::text as next"
                + " from pg_current_snapshot() as s",
            row ->
                new long[] {
                  Long.parseLong(row.string("open_from")), Long.parseLong(row.string("next"))
                })
        .ifPresent(snapshot -> lag.looked(snapshot[0], snapshot[1]));
  }

  /** How far it is behind, in seconds. */
  public double lagSeconds() {
    return lag.seconds();
  }
}

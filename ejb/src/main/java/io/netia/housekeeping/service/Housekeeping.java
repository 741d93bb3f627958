package io.netia.housekeeping.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Runs hourly on every node; removing what another node removed already is no work. */
@Singleton
public class Housekeeping {

  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration FEED = Duration.ofDays(7);
  private static final Duration ONCE_KEYS = Duration.ofDays(2);
  private static final Duration SESSIONS = Duration.ofDays(1);

  @Inject private TenantDatabase database;
  @Inject private Clock clock;

  /** Removes what is due. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  public void removeAged() {
    Instant now = clock.instant();
    long removed =
        database
            .lookUp(
                "select remove_aged(?, ?, ?) as removed",
                row -> row.count("removed"),
                now.minus(FEED),
                now.minus(ONCE_KEYS),
                now.minus(SESSIONS))
            .orElse(0L);
    LOG.log(Level.INFO, "Removed {0} rows that had come of age", removed);
  }
}

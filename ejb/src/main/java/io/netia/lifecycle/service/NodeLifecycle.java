package io.netia.lifecycle.service;

import io.netia.away.Presence;
import io.netia.configuration.KnownSettings;
import io.netia.configuration.RequiredSettings;
import io.netia.configuration.SettingSource;
import io.netia.configuration.service.Settings;
import io.netia.limits.Budget;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Leads this node from one phase to the next. */
@ApplicationScoped
public class NodeLifecycle {

  private static final Logger LOG = System.getLogger(NodeLifecycle.class.getName());
  private static final int LOOK_EVERY_MS = 20;

  private final Gate gate = new Gate();
  private final List<Runnable> whenDraining = new CopyOnWriteArrayList<>();
  private final List<Runnable> whenStopping = new CopyOnWriteArrayList<>();

  /** What requests pass. */
  public Gate gate() {
    return gate;
  }

  /** The web application answers now, if only that it is not ready. */
  public void present() {
    Presence.set(true);
  }

  /** Everything that has to come before the first request is done. */
  void serve() {
    gate.pass(Phase.STARTING, Phase.SERVING);
  }

  /** Runs something when the node is no longer ready; it must not block. */
  public void onDraining(Runnable task) {
    whenDraining.add(task);
  }

  /** Runs something when the node takes nothing new any more; it may take a few seconds. */
  public void onStopping(Runnable task) {
    whenStopping.add(task);
  }

  /**
   * Stops taking requests, and returns when those under way have their answers or their time is
   * over. The first call does it; another one returns at once.
   */
  void drain() {
    drain(drainTime(Settings.source()), Duration.ofSeconds(Budget.Stop.FINISH_SECONDS));
  }

  void drain(Duration drainTime, Duration finishTime) {
    if (!gate.pass(Phase.SERVING, Phase.DRAINING)) {
      if (gate.pass(Phase.STARTING, Phase.STOPPING)) {
        Presence.set(false);
      }
      return;
    }
    LOG.log(
        Level.INFO, "Not ready any more; takes requests for another {0} s", drainTime.toSeconds());
    whenDraining.forEach(Runnable::run);
    try {
      TimeUnit.MILLISECONDS.sleep(drainTime.toMillis());
      gate.pass(Phase.DRAINING, Phase.STOPPING);
      whenStopping.forEach(Runnable::run);
      awaitLast(finishTime);
    } catch (InterruptedException interrupted) {
      gate.pass(Phase.DRAINING, Phase.STOPPING);
      Thread.currentThread().interrupt();
    }
    Presence.set(false);
    LOG.log(Level.INFO, "Drained; {0} requests were still under way", gate.underWay());
  }

  private void awaitLast(Duration finishTime) throws InterruptedException {
    long end = System.nanoTime() + finishTime.toNanos();
    while (gate.underWay() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
  }

  private static Duration drainTime(SettingSource source) {
    int usual = RequiredSettings.isProduction(source) ? Budget.Stop.DRAIN_SECONDS : 0;
    return Duration.ofSeconds(KnownSettings.DRAIN_SECONDS.read(source).orElse(usual));
  }
}

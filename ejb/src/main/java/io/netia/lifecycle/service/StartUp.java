package io.netia.lifecycle.service;

import io.netia.demo.service.DemoAccount;
import io.netia.identity.service.SigningKeys;
import io.netia.limits.Budget;
import io.netia.live.cluster.DatabaseNodes;
import io.netia.migrations.service.Migrations;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this node does before it serves: it brings the schema up to date, reads its keys, and joins
 * the other nodes. A database that is away does not stop the deployment: the node answers 503 until
 * it is there, for as long as that takes, because machines start in any order. What no waiting
 * mends ends the deployment with a sentence.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class StartUp {

  private static final Logger LOG = System.getLogger(StartUp.class.getName());

  /** Carries the reason of a refused start to the launcher of the one-jar form. */
  private static final String REFUSAL = "io.netia.refusal";

  private static final Duration REPEATED = Duration.ofMinutes(1);

  @Inject private Migrations migrations;
  @Inject private SigningKeys keys;
  @Inject private DemoAccount demo;
  @Inject private DatabaseNodes registry;
  @Inject private NodeLifecycle node;
  @Inject private ServerEvents server;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private @Nullable Future<?> waiting;
  private String logged = "";
  private long loggedAt;

  @PostConstruct
  void begin() {
    server.listen(node::present, node::drain);
    try {
      prepare();
    } catch (RuntimeException failed) {
      StartFailure failure = new StartFailure(failed);
      if (!failure.isPassing()) {
        server.close();
        // The server's own lines about it end with the innermost cause, which names no setting.
        LOG.log(Level.ERROR, "This node does not start: {0}", failure.sentence());
        System.setProperty(REFUSAL, failure.sentence());
        throw new IllegalStateException(failure.sentence(), failed);
      }
      log(failure);
      waiting =
          executor.scheduleWithFixedDelay(
              this::tryAgain,
              Budget.Database.RETRY_SECONDS,
              Budget.Database.RETRY_SECONDS,
              TimeUnit.SECONDS);
    }
  }

  private void prepare() {
    migrations.migrate();
    keys.load();
    demo.seed();
    registry.open();
    node.serve();
  }

  private void tryAgain() {
    if (node.gate().phase() != Phase.STARTING) {
      return;
    }
    try {
      prepare();
      LOG.log(Level.INFO, "The database is there, and this node serves");
      stopWaiting();
    } catch (RuntimeException failed) {
      log(new StartFailure(failed));
    }
  }

  /** A reason is logged when it is new, and once a minute while it lasts. */
  private void log(StartFailure failure) {
    String sentence = failure.sentence();
    long now = System.nanoTime();
    if (sentence.equals(logged) && now - loggedAt < REPEATED.toNanos()) {
      return;
    }
    logged = sentence;
    loggedAt = now;
    if (failure.isPassing()) {
      LOG.log(Level.WARNING, "Waiting for the database: {0}", sentence);
    } else {
      LOG.log(Level.ERROR, "This node cannot serve until somebody mends this: {0}", sentence);
    }
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.cancel(false);
    }
  }

  /** Drains as well, though late, where the server did not announce its stop. */
  @PreDestroy
  void end() {
    stopWaiting();
    server.close();
    node.drain();
    Leftovers.remove();
  }
}

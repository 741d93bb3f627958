package io.netia.live.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.netia.configuration.KnownSettings;
import io.netia.configuration.SettingSource;
import io.netia.configuration.service.Settings;
import io.netia.live.service.Bus;
import io.netia.live.service.LocalBus;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Makes the bus that the settings ask for: of one node, over Redis, or over the data grid. */
@ApplicationScoped
public class BusProducer {

  private static final Logger LOG = System.getLogger(BusProducer.class.getName());
  private static final String GRID = "payara/Hazelcast";

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory threads;

  @Inject private DatabaseNodes registry;
  @Inject private DatabaseBatchStore batches;

  @Produces
  @ApplicationScoped
  Bus bus() {
    SettingSource source = Settings.source();
    String encrypted = KnownSettings.REDIS_TLS_URL.read(source);
    String redis = encrypted.isEmpty() ? KnownSettings.REDIS_URL.read(source) : encrypted;
    if (!redis.isEmpty()) {
      return started(new RedisTransport(redis), "Redis");
    }
    return source.text("NETIA_CLUSTER_MEMBERS").isPresent()
        ? started(new GridTransport(grid()), "the data grid")
        : new LocalBus();
  }

  private Bus started(Transport transport, String network) {
    ClusterBus bus =
        new ClusterBus(
            transport, registry, batches, ClusterBus.Periods.USUAL, System::nanoTime, threads);
    bus.start();
    LOG.log(Level.INFO, "This is node {0}, on {1}", bus.node(), network);
    return bus;
  }

  void stop(@Disposes Bus bus) {
    if (bus instanceof ClusterBus cluster) {
      cluster.close();
    }
  }

  // The name is a constant, and without a cluster there is no grid to inject.
  @SuppressWarnings("BanJNDI")
  private static HazelcastInstance grid() {
    try {
      return InitialContext.doLookup(GRID);
    } catch (NamingException missing) {
      throw new IllegalStateException(
          "NETIA_CLUSTER_MEMBERS is set, but the server's data grid is off: run cluster.asadmin.",
          missing);
    }
  }
}

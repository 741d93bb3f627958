package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.netia.live.service.Bus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Two members of a data grid, found by their addresses. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GridBusTest extends BusContract {

  private static HazelcastInstance one;
  private static HazelcastInstance two;

  private Pair pair;

  @BeforeAll
  static void startGrid() {
    one = Hazelcast.newHazelcastInstance(config("127.0.0.1"));
    int port = one.getCluster().getLocalMember().getAddress().getPort();
    two = Hazelcast.newHazelcastInstance(config("127.0.0.1:" + port));
    assertThat(two.getCluster().getMembers()).hasSize(2);
  }

  private static Config config(String member) {
    Config config = new Config();
    config.setClusterName("bus-test-" + ProcessHandle.current().pid());
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "jdk");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.getNetworkConfig().setPort(17_700);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember(member);
    return config;
  }

  @AfterAll
  static void stopGrid() {
    two.shutdown();
    one.shutdown();
  }

  @BeforeEach
  void meet() throws InterruptedException {
    pair = Pair.of(new GridTransport(one), new GridTransport(two));
  }

  @AfterEach
  void part() {
    pair.close();
  }

  @Test
  void a_node_that_stops_is_gone_at_once() throws InterruptedException {
    Ear near = Ear.on(pair.here());

    pair.there().close();

    assertThat(near.nextNode()).isEqualTo("gone " + pair.there().node());
  }

  @Override
  Bus here() {
    return pair.here();
  }

  @Override
  Bus there() {
    return pair.there();
  }
}

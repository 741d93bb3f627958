package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.Bus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Two nodes that meet at a real Redis server. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RedisBusTest extends BusContract {

  private static int port;
  private static RedisServer redis;

  private Pair pair;

  @BeforeAll
  static void startRedis() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    redis = server();
    redis.start();
  }

  private static RedisServer server() throws IOException {
    return RedisServer.newRedisServer()
        .port(port)
        .bind("127.0.0.1")
        .setting("save \"\"")
        .setting("appendonly no")
        .build();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.stop();
  }

  @BeforeEach
  void meet() throws InterruptedException {
    pair = Pair.of(new RedisTransport(url()), new RedisTransport(url()));
  }

  private static String url() {
    return "redis://127.0.0.1:" + port + "/3";
  }

  @AfterEach
  void part() {
    pair.close();
  }

  @Test
  void nodes_learn_that_something_was_lost_while_redis_was_away_and_then_go_on()
      throws IOException, InterruptedException {
    Ear near = Ear.on(pair.here());
    Ear far = Ear.on(pair.there());
    redis.stop();
    pair.here().publish(event("lost"));
    assertThat(far.nextNode()).isEqualTo("gone " + pair.here().node());
    assertThat(far.nextNode()).isEqualTo("missed");

    redis = server();
    redis.start();

    assertThat(far.nextNode()).isEqualTo("appeared " + pair.here().node());
    assertThat(far.nextNode()).isEqualTo("missed");
    // A node that receives nobody sends nothing; what it leaves out then is a gap, too.
    while (!near.nextNode().equals("appeared " + pair.there().node())) {}
    pair.here().publish(event("after"));
    assertThat(far.next()).isEqualTo("after");
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

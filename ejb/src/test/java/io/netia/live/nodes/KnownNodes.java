package io.netia.live.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A registry in which only the test writes. */
final class KnownNodes implements NodeRegistry {

  final Map<String, Duration> ages = new ConcurrentHashMap<>();
  final List<String> left = new CopyOnWriteArrayList<>();
  final Semaphore asked = new Semaphore(0);
  volatile boolean isAway;

  @Override
  public Map<String, Duration> register(String node) {
    if (isAway) {
      throw new IllegalStateException("away");
    }
    asked.release();
    return Map.copyOf(ages);
  }

  @Override
  public void leave(String node) {
    left.add(node);
  }
}

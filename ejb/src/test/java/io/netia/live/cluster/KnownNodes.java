package io.netia.live.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** A registry in which only the test writes. */
final class KnownNodes implements NodeRegistry {

  final Map<String, Duration> ages = new ConcurrentHashMap<>();
  final Set<String> isolated = ConcurrentHashMap.newKeySet();
  final List<Boolean> sent = new CopyOnWriteArrayList<>();
  final List<String> stored = new CopyOnWriteArrayList<>();
  final Semaphore asked = new Semaphore(0);
  volatile boolean isAway;

  @Override
  public Map<String, Heartbeat> register(String node, boolean isIsolated) {
    if (isAway) {
      throw new IllegalStateException("away");
    }
    asked.release();
    sent.add(isIsolated);
    return ages.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one -> new Heartbeat(one.getValue(), isolated.contains(one.getKey()))));
  }

  @Override
  public void deregister(String node) {
    stored.add(node);
  }
}

package io.netia.live.nodes;

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
  final Set<String> deaf = ConcurrentHashMap.newKeySet();
  final List<Boolean> said = new CopyOnWriteArrayList<>();
  final List<String> left = new CopyOnWriteArrayList<>();
  final Semaphore asked = new Semaphore(0);
  volatile boolean isAway;

  @Override
  public Map<String, Sign> register(String node, boolean isDeaf) {
    if (isAway) {
      throw new IllegalStateException("away");
    }
    asked.release();
    said.add(isDeaf);
    return ages.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, one -> new Sign(one.getValue(), deaf.contains(one.getKey()))));
  }

  @Override
  public void leave(String node) {
    left.add(node);
  }
}

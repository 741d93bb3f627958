package io.netia.live.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay in memory. */
final class BatchStoreInMemory implements BatchStore {

  final List<Stored> stored = new CopyOnWriteArrayList<>();

  @Override
  public void store(Stored one) {
    stored.add(one);
  }

  @Override
  public List<Stored> fetch(String node, Map<String, Long> read) {
    return stored.stream()
        .filter(one -> !one.node().equals(node))
        .filter(one -> one.number() > read.getOrDefault(one.node(), 0L))
        .toList();
  }
}

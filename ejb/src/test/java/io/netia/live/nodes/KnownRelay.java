package io.netia.live.nodes;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay in memory. */
final class KnownRelay implements Relay {

  final List<Left> left = new CopyOnWriteArrayList<>();

  @Override
  public void leave(Left one) {
    left.add(one);
  }

  @Override
  public List<Left> collect(String node, Map<String, Long> read) {
    return left.stream()
        .filter(one -> !one.node().equals(node))
        .filter(one -> one.number() > read.getOrDefault(one.node(), 0L))
        .toList();
  }
}

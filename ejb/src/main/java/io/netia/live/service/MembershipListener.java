package io.netia.live.service;

/** Follows the membership of the cluster. Calls come from several threads and must not block. */
public interface MembershipListener {

  /** A node has joined, for the first time or again after {@link #memberLeft}. */
  void memberJoined(String node);

  /** Events were lost on the way, or a node failed that may not have published all of its own. */
  void gapDetected();

  /** A node has stopped or failed. */
  void memberLeft(String node);
}

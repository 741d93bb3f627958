package io.netia.live.service;

/** Hears which other nodes there are. Calls come from several threads and must not block. */
public interface Nodes {

  /** A node is there, for the first time or again after {@link #gone}. */
  void appeared(String node);

  /** Events were lost on the way here, or a node was lost that may have had some to tell. */
  void missed();

  /** A node has stopped, died, or was not heard of for too long. */
  void gone(String node);
}

package io.netia.live.nodes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What is known of the other nodes, from the batches that arrive. Not safe for several threads. */
final class Peers {

  /** What a batch says about its sender. */
  enum Heard {
    /** Nothing was announced between it and the one before. */
    NEXT,
    /** Its sender was not there, and has announced nothing that was not heard. */
    NEW,
    /** Its sender was not there, and has announced something before that was not heard. */
    NEW_AND_MISSED,
    /** Announcements before it were lost. */
    MISSED,
    /** It was heard already. */
    AGAIN
  }

  private static final class Peer {
    private long announced;
    private long heardAt;
    private long carriedAt = NEVER;
    private boolean isGone;
    private boolean hasLeft;
  }

  /** When a node was heard over the network that never was. */
  static final long NEVER = Long.MIN_VALUE;

  private final Map<String, Peer> peers = new HashMap<>();
  private final long silenceNanos;
  private final long forgetNanos;

  /**
   * @param silenceNanos who was not heard of for longer is gone
   */
  Peers(long silenceNanos) {
    this.silenceNanos = silenceNanos;
    this.forgetNanos = silenceNanos * 100;
  }

  /**
   * A batch has arrived. One that is lost and had nothing to announce is no loss, such as the first
   * of a node that speaks before the network knows that this one listens.
   *
   * @param before how many announcements its sender has made before
   * @param count how many are in it
   */
  Heard heard(String node, long before, int count, long now) {
    Peer known = peers.get(node);
    Peer peer = known == null ? new Peer() : known;
    boolean isNew = known == null || peer.isGone;
    peers.put(node, peer);
    if (before < peer.announced) {
      return Heard.AGAIN;
    }
    boolean missed = before > peer.announced;
    peer.announced = before + count;
    peer.heardAt = now;
    peer.isGone = false;
    if (isNew) {
      return missed ? Heard.NEW_AND_MISSED : Heard.NEW;
    }
    return missed ? Heard.MISSED : Heard.NEXT;
  }

  /** Whether a node was ever heard, and not long forgotten since. */
  boolean isKnown(String node) {
    return peers.containsKey(node);
  }

  /** The network itself has brought a batch, not the detour. */
  void carried(String node, long now) {
    Peer peer = peers.get(node);
    if (peer != null) {
      peer.carriedAt = now;
    }
  }

  /** When the network has last brought something of a node; {@link #NEVER} when it never did. */
  long carriedAt(String node) {
    Peer peer = peers.get(node);
    return peer == null ? NEVER : peer.carriedAt;
  }

  /** Whether announcements of a node that is there are still to come before this batch. */
  boolean isAhead(Batch batch) {
    Peer peer = peers.get(batch.node());
    return peer != null && !peer.isGone && batch.before() > peer.announced;
  }

  /** A node has said that it stops; true when it was there. */
  boolean left(String node) {
    Peer peer = peers.get(node);
    boolean wasThere = peer != null && !peer.isGone;
    if (peer != null) {
      peer.isGone = true;
      peer.hasLeft = true;
    }
    return wasThere;
  }

  /** Whether a node is there, or has said good-bye: then all that it announced counts as heard. */
  boolean isAccountedFor(String node) {
    Peer peer = peers.get(node);
    return peer != null && (!peer.isGone || peer.hasLeft);
  }

  /** Who has been silent for too long since the last call. */
  List<String> silent(long now) {
    List<String> gone = new ArrayList<>();
    for (Iterator<Map.Entry<String, Peer>> all = peers.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Peer> entry = all.next();
      long silence = now - entry.getValue().heardAt;
      if (!entry.getValue().isGone && silence > silenceNanos) {
        entry.getValue().isGone = true;
        gone.add(entry.getKey());
      } else if (entry.getValue().isGone && silence > forgetNanos) {
        // Names are never used again; a restarted node has another.
        all.remove();
      }
    }
    return gone;
  }

  /** This node itself stood still: the silence was not theirs. */
  void excuse(long now) {
    for (Peer peer : peers.values()) {
      peer.heardAt = now;
      peer.carriedAt = peer.carriedAt == NEVER ? NEVER : now;
    }
  }

  /** Whether somebody was heard of within this time, on whatever way. */
  boolean isAnybodyAwake(long now, long withinNanos) {
    return peers.values().stream()
        .anyMatch(peer -> !peer.isGone && now - peer.heardAt <= withinNanos);
  }

  /** Whether the network has brought something of somebody within this time. */
  boolean isAnybodyCarried(long now, long withinNanos) {
    return peers.values().stream()
        .anyMatch(
            peer -> !peer.isGone && peer.carriedAt != NEVER && now - peer.carriedAt <= withinNanos);
  }
}

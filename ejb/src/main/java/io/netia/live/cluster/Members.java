package io.netia.live.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The other nodes of the cluster, by the batches received: sequence numbers for gap detection,
 * times for failure detection. Not safe for several threads.
 */
final class Members {

  /** What a batch is, by its sequence number. */
  enum Receipt {
    /** It follows the one before without a gap. */
    NEXT,
    /** Its sender has just joined, without a gap. */
    JOINED,
    /** Its sender has just joined, and has announced something before that was not received. */
    JOINED_WITH_GAP,
    /** Announcements before it were lost. */
    GAP,
    /** It was received already. */
    DUPLICATE
  }

  private static final class Member {
    private long announced;
    private long lastReceivedAt;
    private long lastByTransport = NEVER;
    private boolean isGone;
    private boolean hasStopped;
  }

  /** The time of a node that the transport has never brought anything of. */
  static final long NEVER = Long.MIN_VALUE;

  private final Map<String, Member> members = new HashMap<>();
  private final long silenceNanos;
  private final long forgetNanos;

  /**
   * @param silenceNanos a node that was silent for longer has failed
   */
  Members(long silenceNanos) {
    this.silenceNanos = silenceNanos;
    this.forgetNanos = silenceNanos * 100;
  }

  /**
   * Takes in a batch. A lost one without announcements is no gap, such as the first of a node that
   * sends before the transport knows of this one.
   *
   * @param before how many announcements its sender has made before
   * @param count how many are in it
   */
  Receipt received(String node, long before, int count, long now) {
    Member known = members.get(node);
    Member member = known == null ? new Member() : known;
    boolean isNew = known == null || member.isGone;
    members.put(node, member);
    if (before < member.announced) {
      return Receipt.DUPLICATE;
    }
    boolean missed = before > member.announced;
    member.announced = before + count;
    member.lastReceivedAt = now;
    member.isGone = false;
    if (isNew) {
      return missed ? Receipt.JOINED_WITH_GAP : Receipt.JOINED;
    }
    return missed ? Receipt.GAP : Receipt.NEXT;
  }

  /** Whether something was ever received of a node, and it is not forgotten since. */
  boolean isKnown(String node) {
    return members.containsKey(node);
  }

  /** A batch has come over the transport, not through the database. */
  void receivedByTransport(String node, long now) {
    Member member = members.get(node);
    if (member != null) {
      member.lastByTransport = now;
    }
  }

  /** When the transport has last brought something of a node, or {@link #NEVER}. */
  long lastByTransport(String node) {
    Member member = members.get(node);
    return member == null ? NEVER : member.lastByTransport;
  }

  /** Whether announcements of a member are still to come before this batch. */
  boolean isAhead(Batch batch) {
    Member member = members.get(batch.node());
    return member != null && !member.isGone && batch.before() > member.announced;
  }

  /** A node has announced that it stops; true when it was a member. */
  boolean stopped(String node) {
    Member member = members.get(node);
    boolean wasThere = member != null && !member.isGone;
    if (member != null) {
      member.isGone = true;
      member.hasStopped = true;
    }
    return wasThere;
  }

  /** Whether a node is a member, or has announced its stop: then nothing of it was lost. */
  boolean isAccountedFor(String node) {
    Member member = members.get(node);
    return member != null && (!member.isGone || member.hasStopped);
  }

  /** Nodes that have failed since the last call. */
  List<String> silent(long now) {
    List<String> gone = new ArrayList<>();
    for (Iterator<Map.Entry<String, Member>> all = members.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Member> entry = all.next();
      long silence = now - entry.getValue().lastReceivedAt;
      if (!entry.getValue().isGone && silence > silenceNanos) {
        entry.getValue().isGone = true;
        gone.add(entry.getKey());
      } else if (entry.getValue().isGone && silence > forgetNanos) {
        // Ids are never used again; a restarted node has another.
        all.remove();
      }
    }
    return gone;
  }

  /** This node itself was suspended: the silence was not theirs. */
  void resetSilence(long now) {
    for (Member member : members.values()) {
      member.lastReceivedAt = now;
      member.lastByTransport = member.lastByTransport == NEVER ? NEVER : now;
    }
  }

  /** Whether something was received of any node within this time, by whatever way. */
  boolean isAnyNodeResponsive(long now, long withinNanos) {
    return members.values().stream()
        .anyMatch(member -> !member.isGone && now - member.lastReceivedAt <= withinNanos);
  }

  /** Whether the transport has brought something of any node within this time. */
  boolean isAnyMemberReceived(long now, long withinNanos) {
    return members.values().stream()
        .anyMatch(
            member ->
                !member.isGone
                    && member.lastByTransport != NEVER
                    && now - member.lastByTransport <= withinNanos);
  }
}

package io.netia.connections.rest;

import io.netia.limits.Budget;
import java.time.Duration;
import java.util.Optional;

/**
 * What a connection is doing, since when, and how much of its answers is still to be sent. Asked by
 * the connection's own thread and by the sweep. Times are nanoseconds of the one clock.
 */
final class ConnectionState {

  private Phase phase = Phase.NEW;
  private long since;
  private boolean mayBecomeTunnel;
  private long unsent;
  private boolean isForgotten;

  /** When the other end last had read enough, and what it has read since. */
  private long mark;

  private long sentSinceMark;

  /** A connection that was just accepted. */
  ConnectionState(long now) {
    this.since = now;
  }

  synchronized Phase phase() {
    return phase;
  }

  private void enter(Phase next, long now) {
    phase = next;
    since = now;
  }

  /** Something of a head has come. */
  synchronized void headBegins(long now) {
    if (phase == Phase.NEW || phase == Phase.IDLE) {
      enter(Phase.HEAD, now);
    }
  }

  /**
   * A whole head has come.
   *
   * @return whether it is served; not when its time was over at the same moment
   */
  synchronized boolean serve(RequestHead head, long now) {
    if (phase == Phase.REFUSED) {
      return false;
    }
    mayBecomeTunnel = head.asksForUpgrade();
    enter(Phase.SERVING, now);
    return true;
  }

  /**
   * The answer is complete, though perhaps not sent.
   *
   * @param isWhole whether the request has come to its end
   */
  synchronized void answered(boolean isWhole, long now) {
    if (phase == Phase.SERVING) {
      enter(isWhole ? Phase.IDLE : Phase.REFUSED, now);
    }
  }

  /** What it has been doing since it last went on. */
  synchronized Quiet quiet() {
    return new Quiet(phase == Phase.SERVING || unsent > 0, since);
  }

  /**
   * Gives its place to another connection: whatever comes at the same moment is too late.
   *
   * @param known what it was doing when it was chosen
   * @return false when it has gone on since, or given its place already
   */
  synchronized boolean giveWay(Quiet known, long now) {
    if (!quiet().equals(known)) {
      return false;
    }
    enter(Phase.REFUSED, now);
    return true;
  }

  /** The answer is a refusal, after which nothing is read. */
  synchronized void refused(long now) {
    enter(Phase.REFUSED, now);
  }

  /** Whether what is written next may be that the protocol changes. */
  synchronized boolean mayBecomeTunnel() {
    return mayBecomeTunnel && phase == Phase.SERVING;
  }

  /** What is written is an answer, after which the protocol stays as it is. */
  synchronized void answerBegins() {
    mayBecomeTunnel = false;
  }

  /**
   * Bytes that were handed to the network layer.
   *
   * @return how many of them count: none once the connection is forgotten, since nobody would take
   *     them out again
   */
  synchronized long queued(long bytes, long now) {
    if (isForgotten) {
      return 0;
    }
    if (unsent == 0) {
      restart(now);
    }
    unsent += bytes;
    return bytes;
  }

  /**
   * Bytes that the operating system has taken. Encryption makes them more than were handed over.
   *
   * @return how many of those that were handed over
   */
  synchronized long sent(long bytes, long now) {
    long ours = Math.min(bytes, unsent);
    unsent -= ours;
    sentSinceMark += bytes;
    if (sentSinceMark >= Budget.Connections.READ_AT_LEAST) {
      restart(now);
    }
    if (unsent == 0 && (phase == Phase.IDLE || phase == Phase.REFUSED)) {
      since = now;
    }
    return ours;
  }

  /** Bytes that still wait to be sent. */
  synchronized long unsent() {
    return unsent;
  }

  /** Takes all bytes that still wait out of the account, for good, and answers how many. */
  synchronized long forget() {
    long forgotten = unsent;
    unsent = 0;
    isForgotten = true;
    return forgotten;
  }

  private void restart(long now) {
    mark = now;
    sentSinceMark = 0;
  }

  /**
   * Ends what the other end has used up its time for: whatever comes at the same moment is too
   * late.
   *
   * @return what that was; empty while there is time left
   */
  synchronized Optional<Phase> expire(long now) {
    if (!isOverdue(now)) {
      return Optional.empty();
    }
    Phase expired = phase;
    enter(Phase.REFUSED, now);
    return Optional.of(expired);
  }

  private boolean isOverdue(long now) {
    return switch (phase) {
      case NEW -> isOver(Budget.Connections.SILENT, now);
      case HEAD -> isOver(Budget.Connections.HEAD_TIME, now);
      case SERVING -> isUnread(now);
      case IDLE -> unsent > 0 ? isUnread(now) : isOver(Budget.Connections.IDLE, now);
      case REFUSED -> unsent > 0 ? isUnread(now) : isOver(Budget.Connections.REFUSED, now);
    };
  }

  private boolean isOver(Duration limit, long now) {
    return now - since > limit.toNanos();
  }

  private boolean isUnread(long now) {
    return unsent > 0 && now - mark > Budget.Connections.UNREAD.toNanos();
  }
}

package io.netia.live.socket.dispatch;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.live.socket.channels.Reply;
import io.netia.live.socket.protocol.Frame;
import io.netia.logging.service.LogScope;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.FailureLog;
import java.lang.System.Logger;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client gets when a use case throws: the refusal, or the number under which the log has the
 * cause.
 */
final class UnexpectedErrors {

  private static final Logger LOG = System.getLogger(UnexpectedErrors.class.getName());

  private UnexpectedErrors() {}

  /** Whether the client, and not the server, is the reason. */
  static boolean isRefusal(Throwable thrown) {
    return refusal(thrown).isPresent();
  }

  private static Optional<Reply> refusal(Throwable thrown) {
    // The container wraps what it does not know as a refusal.
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof DomainException failure) {
        return Optional.of(Reply.refusal(failure));
      }
      if (cause instanceof DatabaseFailure failure && failure.isOfValue()) {
        return Optional.of(
            Reply.refusal(ValidationException.rule("The database cannot hold a value")));
      }
      if (cause instanceof DatabaseFailure failure && failure.isMissingReference()) {
        return failure.refusalOfRemoved().map(Reply::refusal);
      }
    }
    return Optional.empty();
  }

  static Reply reply(Frame frame, RuntimeException thrown) {
    Optional<Reply> refusal = refusal(thrown);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String requestId = UUID.randomUUID().toString();
    LogScope.requestId(requestId);
    // Names only: a payload is private.
    FailureLog.report(
        LOG,
        () ->
            "Event " + frame.event() + " on " + frame.topic() + " failed, request_id=" + requestId,
        thrown);
    String reason = DatabaseFailure.isAwayBehind(thrown) ? "unavailable" : "internal_error";
    return Reply.error(Map.of("reason", reason, "request_id", requestId));
  }
}

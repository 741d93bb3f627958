package io.netia.errors.rest;

import io.netia.errors.DomainException;
import java.util.Map;

/** A refusal whose body carries keys of its own, such as {@code received} or {@code host}. */
public class DetailedFailure extends DomainException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, ?> more;

  /**
   * @param more keys beside {@code status} and {@code message}
   */
  public DetailedFailure(Kind kind, String code, String message, Map<String, ?> more) {
    super(kind, code, message);
    this.more = more;
  }

  /** The keys of its own. */
  public Map<String, ?> more() {
    return more;
  }
}

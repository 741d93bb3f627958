package io.netia.errors;

import java.util.List;
import java.util.Map;

/** Input that breaks rules of fields; the messages are part of the API. */
public class ValidationException extends DomainException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, List<String>> errors;

  /**
   * @param errors messages by field, not empty
   */
  public ValidationException(Map<String, List<String>> errors) {
    super(Kind.INVALID, "validation", "Unprocessable Entity");
    this.errors = Map.copyOf(errors);
  }

  /** Field errors under a sentence of their own. */
  public ValidationException(String message, Map<String, List<String>> errors) {
    super(Kind.INVALID, "validation", message);
    this.errors = Map.copyOf(errors);
  }

  private ValidationException(String message) {
    super(Kind.INVALID, "unprocessable", message);
    this.errors = Map.of();
  }

  /** One field, one message. */
  public static ValidationException field(String field, String message) {
    return new ValidationException(Map.of(field, List.of(message)));
  }

  /** A rule that belongs to no single field. */
  public static ValidationException rule(String message) {
    return new ValidationException(message);
  }

  @Override
  public Map<String, List<String>> errors() {
    return errors;
  }
}

package io.netia.openapi.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a resource method answers, for the description of the API. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answer {

  /** What stands in the body: a record or a simple type; {@code Void} for no body. */
  Class<?> value() default Void.class;

  /** How it stands there. */
  Wrapping as() default Wrapping.DATA;

  /** The status of success; 204 without a body, whatever stands here. */
  int status() default 200;

  /** Statuses of refusals beside those that follow from access, body and path. */
  int[] refusals() default {};

  /** How a value stands in a body. */
  enum Wrapping {
    /** Under {@code data}. */
    DATA,
    /** Under {@code data}, which may be null. */
    DATA_OR_NULL,
    /** As a list under {@code data}. */
    LIST,
    /** Itself. */
    PLAIN
  }
}

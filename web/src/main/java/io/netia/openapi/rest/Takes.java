package io.netia.openapi.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a resource method takes beside its path, for the description of the API. A parameter of the
 * method that is a request record needs no mention.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Takes {

  /** A record whose components are the parameters of the query. */
  Class<?> query() default Void.class;

  /** A record that describes the body. */
  Class<?> body() default Void.class;

  /** Whether a header {@code Idempotency-Key} makes a repeat harmless. */
  boolean idempotencyKey() default false;

  /** Whether a visitor can prove with a header {@code x-visitor-token} who it is. */
  boolean visitorToken() default false;
}

package io.netia.identity.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Only a signed-in teammate with the role {@code admin} may call this. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Administrator {

  /**
   * How anybody else is refused. Routes that were always the administrators' answer 401, as their
   * clients expect; those that deployed clients call for every user answer 403.
   */
  Refusal refusal() default Refusal.UNAUTHORIZED;

  /** The answer to a teammate who is no administrator. */
  enum Refusal {
    /** 401 {@code Unauthorized access}. */
    UNAUTHORIZED,
    /** 403, with a sentence. */
    FORBIDDEN
  }
}

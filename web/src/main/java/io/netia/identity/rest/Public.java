package io.netia.identity.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Everybody may call this, but nobody with a token that this installation made and that is over:
 * who was a teammate a moment ago is not served as a stranger instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Public {

  /**
   * Whether the answer depends on something else, such as a password or a link, and never on it.
   */
  boolean ignoresToken() default false;
}

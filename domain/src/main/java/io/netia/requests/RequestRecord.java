package io.netia.requests;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record is what a caller sends; names are snake_case on the wire.
 *
 * <p>A component of type {@code JsonNullable} tells absent from null, for updates that change only
 * what was sent. Others are null for both.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequestRecord {

  /** The key that the fields stand under in a body, as in {@code {"inbox": {…}}}. */
  String wrapper();
}

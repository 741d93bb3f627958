package io.netia.security;

import java.util.UUID;

/** The verified caller of a use case. */
public sealed interface Actor permits Agent, Visitor, SystemJob {

  /** The tenant whose rows the caller may touch. */
  UUID accountId();
}

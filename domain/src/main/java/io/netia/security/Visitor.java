package io.netia.security;

import java.util.UUID;

/** A customer at the widget, known by the id that the server gave to the browser. */
public record Visitor(UUID accountId, UUID customerId) implements Actor {}

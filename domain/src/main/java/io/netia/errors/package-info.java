/**
 * What can go wrong in a use case, as unchecked exceptions with a stable code. They extend {@link
 * io.netia.errors.DomainException}, which rolls the transaction back; the edge turns them into
 * error bodies and into the replies of sockets ({@code docs/protocol.md}).
 */
@NullMarked
package io.netia.errors;

import org.jspecify.annotations.NullMarked;

/**
 * {@code /socket/websocket}: the handshake, the server's sessions as connections of the hub, start
 * and stop. The only package that knows the WebSocket container, and {@link
 * io.netia.live.socket.endpoint.TyrusTransport} the only class that knows which one it is.
 */
@NullMarked
package io.netia.live.socket.endpoint;

import org.jspecify.annotations.NullMarked;

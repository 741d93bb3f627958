/**
 * {@code /socket/longpoll}: the same sockets for clients that cannot open a WebSocket. A session
 * stands for the connection; requests that wait in it carry what the server says, requests with a
 * body what the client says. No thread waits with them.
 */
@NullMarked
package io.netia.live.socket.longpoll;

import org.jspecify.annotations.NullMarked;

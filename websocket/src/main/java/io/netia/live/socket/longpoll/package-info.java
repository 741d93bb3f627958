/**
 * {@code /socket/longpoll}: the same sockets for clients that cannot open a WebSocket. A session
 * stands for the connection; requests that wait in it carry the server's frames, requests with a
 * body the client's. No thread waits with them.
 */
@NullMarked
package io.netia.live.socket.longpoll;

import org.jspecify.annotations.NullMarked;

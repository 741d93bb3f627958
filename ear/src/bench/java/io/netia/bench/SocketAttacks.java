package io.netia.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Attacks over WebSockets: very many of them, very many joins, and frames without end. */
final class SocketAttacks {

  private static final int SOCKETS = 2_000;
  private static final int JOINS = 10_000;
  private static final int JOINS_EACH = 100;
  private static final int LARGE_MESSAGES = 110;
  private static final int LARGE = 50_000;
  private static final int SESSIONS = 500;

  private SocketAttacks() {}

  static void addTo(Map<String, Attack> attacks) {
    attacks.put("sockets", SocketAttacks::open);
    attacks.put("joins", SocketAttacks::join);
    attacks.put("resume", SocketAttacks::resume);
    attacks.put("frames", Attack.repeated(20, 1_000, SocketAttacks::flood));
    attacks.put("stalled-sockets", SocketAttacks::stall);
    attacks.put("long-poll", Attack.repeated(8, 1_000, SocketAttacks::poll));
  }

  /** Opens as many sockets as it gets and keeps them. */
  private static void open(Target target) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < SOCKETS && !target.isOver(); i++) {
      try {
        sockets.add(target.openSocket());
      } catch (IOException refused) {
        target.tally().count("failed tries");
        Attack.pause(5);
      }
    }
    while (!target.isOver()) {
      Attack.pause(100);
    }
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Joins conversations that do not exist, a hundred on each socket. */
  private static void join(Target target) throws IOException {
    for (int joined = 0; joined < JOINS && !target.isOver(); joined += JOINS_EACH) {
      try (Socket socket = target.openSocket()) {
        for (int i = 0; i < JOINS_EACH; i++) {
          socket
              .getOutputStream()
              .write(
                  Frames.join(
                      "conversation:" + UUID.randomUUID(),
                      "{\"customer_id\":\"" + UUID.randomUUID() + "\"}"));
          target.tally().count("joins sent");
        }
        socket.setSoTimeout(200);
        drain(socket.getInputStream());
      } catch (IOException closed) {
        target.tally().count("sockets ended by the server or silent");
      }
    }
    while (!target.isOver()) {
      Attack.pause(100);
    }
  }

  private static void drain(InputStream in) throws IOException {
    byte[] sink = new byte[65_536];
    for (int read = in.read(sink); read >= 0; read = in.read(sink)) {
      if (read == 0) {
        return;
      }
    }
  }

  /** A long history of its own, asked for again and again from its beginning. */
  private static void resume(Target target) throws IOException, InterruptedException {
    Account.Conversation own = target.openConversation();
    try (Socket socket = target.openSocket()) {
      socket.getOutputStream().write(Frames.join(Member.topic(own), Member.params(own)));
      String body = "x".repeat(LARGE);
      for (int i = 0; i < LARGE_MESSAGES && !target.isOver(); i++) {
        socket
            .getOutputStream()
            .write(
                Frames.text(
                    "[\"1\",\"m\",\"%s\",\"shout\",{\"body\":\"%s\",\"customer_id\":\"%s\"}]"
                        .formatted(Member.topic(own), body, own.customerId())));
        target.tally().count("large messages sent");
      }
    } catch (IOException closed) {
      target.tally().count("sockets ended by the server");
    }
    String params = "{\"customer_id\":\"" + own.customerId() + "\",\"after\":0}";
    Attack.repeated(
            8,
            100,
            one -> {
              try (Socket socket = one.openSocket()) {
                socket.getOutputStream().write(Frames.join(Member.topic(own), params));
                socket.setSoTimeout(500);
                one.tally().count("histories asked for");
                drain(socket.getInputStream());
              }
            })
        .run(target);
  }

  /** Frames as fast as they are taken: typing, heartbeats and what is no frame of the protocol. */
  private static void flood(Target target) throws IOException {
    try (Socket socket = target.openSocket()) {
      byte[] heartbeat = Frames.heartbeat();
      byte[] garbage = Frames.text("[\"1\",\"1\",\"conversation:x\",\"typing\",{}]");
      while (!target.isOver()) {
        for (int i = 0; i < 100; i++) {
          socket.getOutputStream().write(i % 2 == 0 ? heartbeat : garbage);
        }
        target.tally().count("hundreds of frames");
        int waiting = socket.getInputStream().available();
        socket.getInputStream().skipNBytes(waiting);
      }
    }
  }

  /** Joined sockets that read nothing of a conversation in which much is written. */
  private static void stall(Target target) throws IOException {
    Account.Conversation own = target.openConversation();
    List<Socket> stalled = new ArrayList<>();
    try (Socket writer = target.openSocket()) {
      writer.getOutputStream().write(Frames.join(Member.topic(own), Member.params(own)));
      for (int i = 0; i < 300 && !target.isOver(); i++) {
        Socket socket = target.openSocket();
        socket.getOutputStream().write(Frames.join(Member.topic(own), Member.params(own)));
        stalled.add(socket);
      }
      String body = "x".repeat(LARGE);
      while (!target.isOver()) {
        writer
            .getOutputStream()
            .write(
                Frames.text(
                    "[\"1\",\"m\",\"%s\",\"shout\",{\"body\":\"%s\",\"customer_id\":\"%s\"}]"
                        .formatted(Member.topic(own), body, own.customerId())));
        target.tally().count("large messages sent");
        writer.getInputStream().skipNBytes(writer.getInputStream().available());
      }
    } catch (IOException closed) {
      target.tally().count("sockets ended by the server");
    }
    while (!target.isOver()) {
      Attack.pause(100);
    }
    for (Socket socket : stalled) {
      socket.close();
    }
  }

  /** Long-poll sessions, begun and left. */
  private static void poll(Target target) throws IOException {
    for (int i = 0; i < SESSIONS / 8 && !target.isOver(); i++) {
      target.exchange("GET", "/socket/longpoll?vsn=2.0.0", new byte[0]);
    }
    Attack.pause(1_000);
  }
}

package io.netia.bench;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** Attacks by what requests cost: password hashes, large bodies and answers, HTTP/2 streams. */
final class RequestAttacks {

  private static final int LARGE = 7_900_000;
  private static final int METADATA = 5_000_000;
  private static final int STREAMS = 12_000;
  private static final int LONG_MESSAGE = 100_000;
  private static final int LONG_MESSAGES = 42;

  private RequestAttacks() {}

  static void addTo(Map<String, Attack> attacks) {
    attacks.put("sign-in", Attack.repeated(100, 1_000, RequestAttacks::signIn));
    attacks.put("registration", Attack.repeated(100, 1_000, target -> register(target)));
    byte[] nested = nested();
    attacks.put(
        "large-json",
        Attack.repeated(8, 200, target -> target.exchange("POST", "/api/ping", nested)));
    attacks.put("metadata", RequestAttacks::metadata);
    attacks.put("large-answers", RequestAttacks::largeAnswers);
    attacks.put("http2", Attack.repeated(20, 1_000, RequestAttacks::streams));
  }

  private static void signIn(Target target) throws IOException {
    target.exchange(
        "POST",
        "/api/session",
        Bytes.of(
            "{\"user\":{\"email\":\"%s@example.com\",\"password\":\"a wrong password\"}}"
                .formatted(UUID.randomUUID())));
  }

  private static String register(Target target) throws IOException {
    return target.exchange(
        "POST",
        "/api/registration",
        Bytes.of(
            """
            {"user":{"company_name":"Stranger","email":"%s@example.com",\
            "password":"a stranger's password","password_confirmation":"a stranger's password"}}"""
                .formatted(UUID.randomUUID())));
  }

  /** Whoever registers may write as much as one answer holds, and ask for it all the time. */
  private static void largeAnswers(Target target) throws IOException, InterruptedException {
    String signedIn = "Authorization: Bearer " + Target.member(register(target), "token") + "\r\n";
    String me = target.exchange("GET", "/api/me", new byte[0], signedIn);
    Target own =
        new Target(
            target.url(),
            Target.member(me, "account_id"),
            target.stranger(),
            target.end(),
            target.tally());
    String conversation = own.openConversation().id();
    byte[] message =
        Bytes.of(
            "{\"message\":{\"conversation_id\":\"%s\",\"body\":\"%s\"}}"
                .formatted(conversation, "x".repeat(LONG_MESSAGE)));
    for (int sent = 0; sent < LONG_MESSAGES && !target.isOver(); sent++) {
      own.exchange("POST", "/api/messages", message, signedIn);
    }
    String path = "/api/conversations/" + conversation;
    Attack.repeated(90, 1_000, one -> one.download(path, signedIn)).run(own);
  }

  private static byte[] nested() {
    byte[] body = new byte[LARGE];
    byte[] element = Bytes.of("{\"\":{}},");
    byte[] head = Bytes.of("{\"x\":[");
    byte[] tail = Bytes.of("{}]}");
    Arrays.fill(body, (byte) ' ');
    System.arraycopy(head, 0, body, 0, head.length);
    int last = body.length - tail.length - element.length;
    for (int at = head.length; at <= last; at += element.length) {
      System.arraycopy(element, 0, body, at, element.length);
    }
    System.arraycopy(tail, 0, body, body.length - tail.length, tail.length);
    return body;
  }

  private static void metadata(Target target) throws IOException, InterruptedException {
    String customer = target.openConversation().customerId();
    byte[] large =
        Bytes.of("{\"metadata\":{\"metadata\":{\"x\":\"" + "x".repeat(METADATA) + "\"}}}");
    byte[] legal = Bytes.of("{\"metadata\":{\"metadata\":{\"x\":\"" + "x".repeat(15_000) + "\"}}}");
    String path = "/api/customers/" + customer + "/metadata";
    Attack.repeated(
            4,
            100,
            one -> {
              one.exchange("PUT", path, large);
              one.exchange("PUT", path, legal);
            })
        .run(target);
  }

  /** Asks for HTTP/2 on the plain port and, where it is granted, opens very many streams. */
  private static void streams(Target target) throws IOException {
    try (Socket socket = target.connect()) {
      socket
          .getOutputStream()
          .write(
              target.head(
                  "GET",
                  "/api/ping",
                  0,
                  "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                      + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"));
      byte[] answer = socket.getInputStream().readNBytes(12);
      String status = new String(answer, java.nio.charset.StandardCharsets.ISO_8859_1);
      target
          .tally()
          .count(status.startsWith("HTTP/1.1 ") ? "status " + status.substring(9) : "closed");
      if (!status.endsWith("101")) {
        return;
      }
      socket.getOutputStream().write(Bytes.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
      socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      for (int stream = 3; stream < 2 * STREAMS && !target.isOver(); stream += 2) {
        // HEADERS with END_STREAM and END_HEADERS: GET / http, by the static table alone.
        socket
            .getOutputStream()
            .write(
                new byte[] {
                  0,
                  0,
                  3,
                  1,
                  5,
                  (byte) (stream >> 24),
                  (byte) (stream >> 16),
                  (byte) (stream >> 8),
                  (byte) stream,
                  (byte) 0x82,
                  (byte) 0x84,
                  (byte) 0x86
                });
        target.tally().count("HTTP/2 streams");
      }
    }
  }
}

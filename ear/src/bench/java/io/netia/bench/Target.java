package io.netia.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that is attacked, as a stranger with one address of this machine reaches it. What came
 * of it is counted in the tally.
 *
 * @param account an account's id, which every page with its widget shows
 * @param stranger the address of this machine from which the stranger comes
 * @param end when the attack ends, in terms of {@link System#nanoTime}
 */
record Target(URI url, String account, InetAddress stranger, long end, AttackTally tally) {

  private static final int PATIENCE_MILLIS = 10_000;

  boolean isOver() {
    return System.nanoTime() - end > 0;
  }

  /** A new connection from the stranger's address. */
  Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(stranger, 0));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
      return socket;
    } catch (IOException refused) {
      socket.close();
      tally.count("connections refused");
      throw refused;
    }
  }

  /** The head of a request with a JSON body of the given length; {@code more} are header lines. */
  byte[] head(String method, String path, long length, String more) {
    return Bytes.of(
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + url.getHost()
            + ":"
            + url.getPort()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n"
            + more
            + "\r\n");
  }

  /** Sends one request on a connection of its own, counts its status and returns the answer. */
  String exchange(String method, String path, byte[] body) throws IOException {
    return exchange(method, path, body, "");
  }

  /** The same with more lines in the head. */
  String exchange(String method, String path, byte[] body, String more) throws IOException {
    try (Socket socket = connect()) {
      ask(socket, method, path, body, more);
      return answer(socket);
    }
  }

  /**
   * Asks on a connection of its own, counts the status, and reads the answer without keeping it.
   */
  void download(String path, String more) throws IOException {
    try (Socket socket = connect()) {
      ask(socket, "GET", path, new byte[0], more);
      byte[] status = socket.getInputStream().readNBytes(12);
      count(new String(status, StandardCharsets.ISO_8859_1));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private void ask(Socket socket, String method, String path, byte[] body, String more)
      throws IOException {
    socket.getOutputStream().write(head(method, path, body.length, "Connection: close\r\n" + more));
    socket.getOutputStream().write(body);
  }

  /** Reads an answer to the end of the connection and counts its status. */
  String answer(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    count(text);
    return text;
  }

  private void count(String answer) throws EOFException {
    if (!answer.startsWith("HTTP/1.1 ")) {
      tally.count("connections closed without an answer");
      throw new EOFException("no answer");
    }
    tally.count("status " + answer.substring(9, 12));
  }

  /** The first member of that name in an answer. */
  static String member(String answer, String name) throws IOException {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(answer);
    if (!matcher.find()) {
      throw new IOException("there is no " + name.toLowerCase(Locale.ROOT) + " in the answer");
    }
    return matcher.group(1);
  }

  /** A customer and a conversation of the stranger's own. */
  Account.Conversation openConversation() throws IOException {
    String customer =
        exchange(
            "POST",
            "/api/customers",
            Bytes.of("{\"customer\":{\"account_id\":\"%s\"}}".formatted(account)));
    String customerId = member(customer, "id");
    String conversation =
        exchange(
            "POST",
            "/api/conversations",
            Bytes.of(
                "{\"conversation\":{\"account_id\":\"%s\",\"customer_id\":\"%s\"}}"
                    .formatted(account, customerId)));
    return new Account.Conversation(member(conversation, "id"), customerId);
  }

  /** An open WebSocket; frames are written by {@link Frames}. */
  Socket openSocket() throws IOException {
    Socket socket = connect();
    try {
      socket
          .getOutputStream()
          .write(
              Bytes.of(
                  "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: "
                      + url.getHost()
                      + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      + "Sec-WebSocket-Key: bmV0aWEtYmVuY2gtMDAwMQ==\r\n"
                      + "Sec-WebSocket-Version: 13\r\n\r\n"));
      byte[] status = socket.getInputStream().readNBytes(12);
      String line = new String(status, StandardCharsets.ISO_8859_1);
      tally.count(line.startsWith("HTTP/1.1 ") ? "status " + line.substring(9) : "closed");
      if (!line.endsWith("101")) {
        throw new IOException("no upgrade: " + line);
      }
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }
}

package io.netia.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * The same request again and again on a number of keep-alive connections, each waiting for its
 * answer.
 */
final class HttpLoad {

  private static final int PATIENCE_MILLIS = 30_000;

  private final URI server;
  private final int connections;

  HttpLoad(String url, int connections) {
    this.server = URI.create(url);
    this.connections = connections;
  }

  /** A request as it goes over the wire; the body may be empty. */
  String request(String method, String path, String token, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: "
        + server.getHost()
        + ":"
        + server.getPort()
        + "\r\nAccept: application/json\r\nAuthorization: Bearer "
        + token
        + (body.isEmpty() ? "" : "\r\nContent-Type: application/json\r\nContent-Length: " + length)
        + "\r\n\r\n"
        + body;
  }

  /**
   * Runs for the given time; the function gives each connection its request. Every answer must be a
   * 2xx.
   */
  Latencies run(Duration time, IntFunction<String> requestOf)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Callable<Latencies>> tasks = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        byte[] request = requestOf.apply(i).getBytes(StandardCharsets.UTF_8);
        tasks.add(() -> repeat(request, end));
      }
      Latencies all = new Latencies();
      for (Future<Latencies> one : threads.invokeAll(tasks)) {
        all.addAll(one.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Latencies repeat(byte[] request, long end) throws IOException {
    Latencies latencies = new Latencies();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        readAnswer(in);
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }

  private static void readAnswer(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      }
    }
    while (chunked) {
      int size = Integer.parseInt(line(in), 16);
      in.skipNBytes(size);
      line(in);
      chunked = size > 0;
    }
    in.skipNBytes(length);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException("the server answered " + status);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server ended the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}

package io.netia.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Measures a running server and prints the figures. */
public final class Bench {

  private final Options options;
  private final Report report = new Report();
  private final ServerProcess server;
  private final Meter meter;
  private final Account account;

  private Bench(Options options) throws IOException, InterruptedException {
    this.options = options;
    this.server = new ServerProcess(options.serverPid());
    this.meter = new Meter(options.serverPid(), options.databasePid());
    this.account = Account.register(options.url());
  }

  /**
   * Ends with 2 when it was called wrongly and with 1 when the server did not do what it should.
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      Options options = Options.read(arguments, System.getenv());
      Report report = new Bench(options).run();
      System.out.print(options.json() ? report.json() + "\n" : report.table());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
    } catch (IOException | SQLException e) {
      System.err.println("bench: " + e);
      System.exit(1);
    }
  }

  private Report run() throws IOException, SQLException, InterruptedException {
    progress("opening " + options.conversations() + " conversations");
    List<Account.Conversation> conversations = open(options.conversations());
    Account.Conversation page = account.openConversation();
    for (int i = 1; i <= 50; i++) {
      account.reply(page, "message " + i + " of a conversation that is read again and again");
    }
    HttpLoad http = new HttpLoad(options.url(), options.requesters());
    String get = http.request("GET", "/api/conversations/" + page.id(), account.token(), "");

    warmUp(conversations, http, get);
    measureFloor("before");
    if (options.only().contains("chat")) {
      measureChat(conversations);
    }
    if (options.only().contains("get")) {
      measureRequests("get_conversation", "GET conversation with 50 messages", http, i -> get);
    }
    if (options.only().contains("post")) {
      measureRequests("post_message", "POST message", http, i -> post(http, conversations, i));
    }
    measureFloor("after");
    if (options.only().contains("idle")) {
      measureIdle();
    }
    return report;
  }

  private void warmUp(List<Account.Conversation> conversations, HttpLoad http, String get)
      throws IOException, InterruptedException {
    progress("warming up for " + options.warmUp().toSeconds() + " s");
    Set<String> loads = new HashSet<>(options.only());
    loads.remove("idle");
    if (loads.isEmpty()) {
      return;
    }
    long share = options.warmUp().toMillis() / loads.size();
    if (loads.contains("chat")) {
      try (SocketLoop loop = new SocketLoop(options.url())) {
        ChatLoad chat = new ChatLoad(account, loop);
        chat.start(conversations);
        chat.talkFor(share);
        chat.finish();
      }
    }
    if (loads.contains("get")) {
      http.run(share, i -> get);
    }
    if (loads.contains("post")) {
      http.run(share, i -> post(http, conversations, i));
    }
  }

  private String post(HttpLoad http, List<Account.Conversation> conversations, int connection) {
    Account.Conversation own = conversations.get(connection % conversations.size());
    return http.request(
        "POST", "/api/messages", account.token(), Account.replyBody(own, "words of an agent"));
  }

  private void measureChat(List<Account.Conversation> conversations) throws IOException {
    progress("chat, " + conversations.size() + " conversations, closed loop");
    try (SocketLoop loop = new SocketLoop(options.url())) {
      ChatLoad chat = new ChatLoad(account, loop);
      chat.start(conversations);
      chat.talkFor(1_000);
      Meter.Phase phase = meter.start();
      Latencies sent = chat.talkFor(seconds());
      Map<String, Double> spent = phase.end();
      chat.finish();
      report.add(
          "messages_per_second",
          "chat: messages, closed loop",
          sent.count() * 1e3 / seconds(),
          "/s");
      report.addLatencies("", "chat: send to the other side", sent);
      report.addCost("", "chat", spent, sent.count(), "message");
    }
  }

  private void measureRequests(
      String name, String label, HttpLoad http, IntFunction<String> requestOf)
      throws IOException, InterruptedException {
    progress(label);
    Meter.Phase phase = meter.start();
    Latencies answers = http.run(seconds(), requestOf);
    Map<String, Double> spent = phase.end();
    report.add(name + "_per_second", label, answers.count() * 1e3 / seconds(), "/s");
    report.addLatencies(name + "_", label, answers);
    report.addCost(name + "_", label, spent, answers.count(), "request");
  }

  private void measureFloor(String when) throws SQLException, InterruptedException {
    if (options.databaseUrl().isBlank()) {
      return;
    }
    progress("floor: bare insert and commit");
    Floor floor = new Floor(options.databaseUrl());
    int connections = Math.min(options.conversations(), 50);
    long millis = Math.min(seconds(), 5_000);
    report.add(
        "floor_1_" + when,
        "floor " + when + ": 1 connection",
        floor.commitsPerSecond(1, millis),
        "commits/s");
    report.add(
        "floor_n_" + when,
        "floor " + when + ": " + connections + " connections",
        floor.commitsPerSecond(connections, millis),
        "commits/s");
  }

  private void measureIdle() throws IOException, InterruptedException {
    if (options.idle() == 0 || !server.isKnown()) {
      return;
    }
    progress("opening " + options.idle() + " idle connections");
    List<Account.Conversation> conversations = open(options.idle());
    long heapBefore = server.liveHeapKib();
    long residentBefore = server.residentKib();
    try (SocketLoop loop = new SocketLoop(options.url())) {
      IdleLoad idle = new IdleLoad(loop);
      idle.start(conversations);
      double heap = server.liveHeapKib() - heapBefore;
      double resident = server.residentKib() - residentBefore;
      report.add(
          "idle_heap_kib", "idle joined connection, live heap", heap / options.idle(), "KiB");
      report.add(
          "idle_resident_kib",
          "idle joined connection, resident",
          resident / options.idle(),
          "KiB");
      idle.checkAlive();
    }
  }

  private List<Account.Conversation> open(int count) throws IOException, InterruptedException {
    List<Account.Conversation> conversations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      conversations.add(account.openConversation());
    }
    return conversations;
  }

  private long seconds() {
    return options.seconds().toMillis();
  }

  private void progress(String what) {
    System.err.println("bench: " + what);
  }
}

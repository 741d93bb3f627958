package io.netia.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** The product's usual work: chat, requests, silent visitors. */
final class PlainBench {

  private static final int REQUESTERS = 16;
  private static final int PAGE = 50;

  private final Session session;
  private final Options options;
  private final HttpLoad http;
  private final IntFunction<String> get;
  private final IntFunction<String> post;

  PlainBench(Session session) throws IOException, InterruptedException {
    this.session = session;
    this.options = session.options();
    this.http = new HttpLoad(options.url(), REQUESTERS);
    Account account = session.account();
    Account.Conversation page = account.openConversation();
    for (int i = 1; i <= PAGE; i++) {
      account.reply(page, "message " + i + " of a conversation that is read again and again");
    }
    String reading = http.request("GET", "/api/conversations/" + page.id(), account.token(), "");
    this.get = i -> reading;
    List<Account.Conversation> conversations = session.conversations(options.conversations());
    this.post =
        i ->
            http.request(
                "POST",
                "/api/messages",
                account.token(),
                Account.replyBody(
                    conversations.get(i % conversations.size()), "words of an agent"));
  }

  void run() throws IOException, SQLException, InterruptedException {
    Set<String> only = options.only();
    if (only.contains("idle")) {
      session.requireOpenFiles(options.idle());
    }
    warmUp();
    session.measureFloor("before");
    if (only.contains("chat")) {
      session.measureClosedLoop("");
    }
    if (only.contains("get")) {
      measure("get_conversation", "GET conversation with 50 messages", get);
    }
    if (only.contains("post")) {
      measure("post_message", "POST message", post);
    }
    session.measureFloor("after");
    if (only.contains("idle")) {
      measureIdle();
    }
  }

  private void warmUp() throws IOException, InterruptedException {
    List<String> loads = new ArrayList<>(options.only());
    loads.remove("idle");
    if (loads.isEmpty()) {
      return;
    }
    session.progress("warming up for " + options.warmUp().toSeconds() + " s");
    Duration share = options.warmUp().dividedBy(loads.size());
    if (loads.contains("chat")) {
      session.warmUpChat(share);
    }
    if (loads.contains("get")) {
      http.run(share, get);
    }
    if (loads.contains("post")) {
      http.run(share, post);
    }
  }

  private void measure(String name, String label, IntFunction<String> requestOf)
      throws IOException, InterruptedException {
    session.progress(label);
    Meter.Phase phase = session.meter().start();
    Latencies answers = http.run(options.seconds(), requestOf);
    Meter.Spent spent = phase.end();
    Report report = session.report();
    report.addRate(name + "_per_second", label, answers.count(), options.seconds());
    report.addLatencies(name + "_", label, answers);
    report.addCost(name + "_", label, spent, answers.count(), "request");
  }

  private void measureIdle() throws IOException, InterruptedException {
    if (options.idle() == 0 || !session.server().isKnown()) {
      return;
    }
    List<Account.Conversation> conversations = session.conversations(options.idle());
    session.progress("opening " + options.idle() + " idle connections");
    ServerProcess.Memory before = session.server().memory();
    try (SocketLoop loop = session.openLoop()) {
      IdleLoad idle = new IdleLoad(loop);
      idle.start(conversations);
      session.report().addMemory("idle_", "", before, session.server().memory(), options.idle());
      idle.checkAlive();
    }
  }
}

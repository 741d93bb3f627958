package io.netia.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Live updates: at a given rate, at full speed, to very many, and with nothing to send. */
final class RealtimeBench {

  private static final int OPEN_CONVERSATIONS = 500;
  private static final int[] RATES = {200, 1_000};
  private static final int SUBSCRIBERS = 1_000;
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration STORM_LIMIT = Duration.ofSeconds(120);

  private final Session session;
  private final Options options;
  private final Report report;

  RealtimeBench(Session session) {
    this.session = session;
    this.options = session.options();
    this.report = session.report();
  }

  void run() throws IOException, SQLException, InterruptedException {
    Set<String> only = options.only();
    session.requireOpenFiles(mostConnections());
    if (only.contains("open-loop") || only.contains("closed-loop") || only.contains("room")) {
      session.progress("warming up for " + options.warmUp().toSeconds() + " s");
      session.warmUpChat(options.warmUp());
    }
    session.measureFloor("before");
    if (only.contains("open-loop")) {
      for (int rate : RATES) {
        measureOpenLoop(rate);
      }
    }
    if (only.contains("closed-loop")) {
      session.measureClosedLoop("closed_");
    }
    if (only.contains("room")) {
      measureRoom();
    }
    session.measureFloor("after");
    if (only.contains("idle") && options.idle() > 0) {
      measureIdle();
    }
    if (only.contains("storm")) {
      measureStorm();
    }
  }

  private int mostConnections() {
    int most = Math.max(2 * OPEN_CONVERSATIONS, SUBSCRIBERS) + 1;
    most = options.only().contains("idle") ? Math.max(most, options.idle()) : most;
    return options.only().contains("storm") ? Math.max(most, 2 * options.storm()) : most;
  }

  private void measureOpenLoop(int rate) throws IOException, InterruptedException {
    List<Account.Conversation> conversations = session.conversations(OPEN_CONVERSATIONS);
    session.progress("open loop, " + rate + " messages/s over " + conversations.size());
    try (SocketLoop loop = session.openLoop()) {
      OpenLoop open = new OpenLoop(session.account(), loop, rate);
      Meter.Spent spent = open.run(conversations, options.seconds(), session.meter());
      String prefix = "open_" + rate + "_";
      String label = "open loop, " + rate + "/s";
      report.addRate(
          prefix + "messages_per_second", label + ": arrived", open.arrived(), options.seconds());
      report.addLatencies(prefix, label + ": due to the other side", open.latencies());
      report.addCost(prefix, label, spent, open.arrived(), "message");
      report.add(
          prefix + "generator_late_p99_ms",
          label + ": generator late, p99",
          open.late().percentile(0.99),
          "ms");
      report.add(
          prefix + "reordered", label + ": came after a later one", open.reordered(), "messages");
    }
  }

  private void measureRoom() throws IOException, InterruptedException {
    session.progress("one room, " + SUBSCRIBERS + " subscribers");
    try (SocketLoop loop = session.openLoop()) {
      RoomLoad room = new RoomLoad(loop);
      room.open(session.account(), session.account().openConversation(), SUBSCRIBERS);
      room.run(options.seconds().dividedBy(3));
      Meter.Phase phase = session.meter().start();
      Latencies untilLast = room.run(options.seconds());
      Meter.Spent spent = phase.end();
      report.add("room_messages", "room: messages", untilLast.count(), "");
      report.addLatencies("room_last_", "room: send to the last of 1 000", untilLast);
      report.addCost("room_", "room", spent, untilLast.count(), "message");
    }
  }

  private void measureIdle() throws IOException, InterruptedException {
    List<Account.Conversation> conversations = session.conversations(options.idle());
    try (SocketLoop loop = session.openLoop()) {
      session.progress("nothing, for comparison");
      loop.runFor(QUIET);
      Meter.Phase quiet = session.meter().start();
      loop.runFor(QUIET);
      report.addBusy("idle_without_", "no connections", quiet.end(), QUIET);
      IdleLoad idle = new IdleLoad(loop);
      if (session.server().isKnown()) {
        ServerProcess.Memory before = session.server().memory();
        connect(idle, conversations);
        report.addMemory("idle_", "", before, session.server().memory(), options.idle());
        stay(idle);
        report.addMemory(
            "idle_end_", " at the end", before, session.server().memory(), options.idle());
      } else {
        connect(idle, conversations);
        stay(idle);
      }
      idle.checkAlive();
      report.add("idle_alive", "idle: connections alive at the end", options.idle(), "");
    }
  }

  private void connect(IdleLoad idle, List<Account.Conversation> conversations) throws IOException {
    session.progress("opening " + conversations.size() + " idle connections");
    idle.start(conversations);
  }

  private void stay(IdleLoad idle) throws IOException {
    session.progress("idle for " + options.idleTime().toMinutes() + " minutes");
    Meter.Phase phase = session.meter().start();
    long heartbeats = idle.stay(options.idleTime());
    Meter.Spent spent = phase.end();
    report.addBusy("idle_", "idle", spent, options.idleTime());
    report.addCost("idle_", "idle", spent, heartbeats, "heartbeat");
  }

  private void measureStorm() throws IOException, InterruptedException {
    List<Account.Conversation> conversations = session.conversations(options.storm());
    session.progress("reconnect storm, " + conversations.size() + " clients");
    try (SocketLoop loop = session.openLoop()) {
      Storm storm = new Storm(loop);
      storm.gather(conversations);
      loop.runFor(Duration.ofSeconds(1));
      Meter.Phase phase = session.meter().start();
      Latencies back = storm.strike(STORM_LIMIT);
      Meter.Spent spent = phase.end();
      report.addLatencies("storm_", "storm: cut to joined again", back);
      report.add("storm_failed", "storm: attempts that failed", storm.failed(), "");
      report.add("storm_dropped", "storm: dropped after joining", storm.dropped(), "");
      report.add("storm_refused", "storm: joins refused", storm.refused(), "");
      report.addCost("storm_", "storm", spent, back.count(), "client");
    }
  }
}

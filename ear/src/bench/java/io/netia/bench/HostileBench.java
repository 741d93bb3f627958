package io.netia.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A healthy chat beside each attack: how long its messages take before it, while it lasts and one
 * second after it has ended. Attacks come from a process and an address of their own.
 *
 * <p>The 99th percentile of one short window is luck to a part: one stall of the disk decides it.
 * So each figure is the median of several windows; the worst one while the attack lasts is reported
 * as well.
 */
final class HostileBench {

  private static final int PER_SECOND = 200;
  private static final int WARM_UP_PER_SECOND = 800;
  private static final int WINDOWS = 3;
  private static final Duration RUN_UP = Duration.ofSeconds(3);
  private static final Duration REHEARSAL = Duration.ofSeconds(5);
  private static final int REHEARSALS_MOST = 6;
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final int CALMS_MOST = 30;

  /** The server's compiler has little to do: its share of one processor. */
  private static final double LITTLE = 0.1;

  private static final Duration BREATH = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(40);

  private final Session session;
  private final Options options;
  private final Report report;

  HostileBench(Session session) {
    this.session = session;
    this.options = session.options();
    this.report = session.report();
  }

  void run() throws IOException, InterruptedException {
    session.requireOpenFiles(5_000);
    List<String> names = Attack.all().keySet().stream().filter(options.only()::contains).toList();
    for (int i = 0; i < names.size(); i++) {
      rehearse(names.get(i), i + 1);
    }
    warmUp();
    for (int i = 0; i < names.size(); i++) {
      measure(names.get(i), "127.66.66." + (i + 1));
    }
  }

  /**
   * What a server does for the first time it compiles, which is no part of what is asked here: each
   * attack is made, from a new address each time, until little is compiled while it lasts.
   */
  private void rehearse(String name, int number) throws IOException, InterruptedException {
    double share = 1;
    int times = 0;
    while (times < REHEARSALS_MOST && share > LITTLE) {
      times++;
      double before = compiled();
      Process attacker = attack(name, "127.66." + (66 + times) + "." + number, REHEARSAL);
      if (!attacker.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        attacker.destroyForcibly();
      }
      share = (compiled() - before) / REHEARSAL.toMillis();
    }
    session.progress("rehearsed %s %d times".formatted(name, times));
  }

  /** Processor time of the server's compiler so far, in milliseconds. */
  private double compiled() throws IOException {
    return session.server().isKnown() ? ProcessorTime.ofCompilers(options.serverPid()) : 0;
  }

  private void warmUp() throws IOException, InterruptedException {
    session.progress("warming up for " + options.warmUp().toSeconds() + " s");
    try (SteadyChat chat = new SteadyChat(session.account(), options.url(), WARM_UP_PER_SECOND)) {
      chat.start(session.conversations(options.conversations()));
      chat.window(options.warmUp());
      double share = 1;
      for (int i = 0; i < CALMS_MOST && share > LITTLE; i++) {
        double before = compiled();
        chat.window(CALM);
        share = (compiled() - before) / CALM.toMillis();
      }
      chat.finish();
    }
  }

  private void measure(String name, String stranger) throws IOException, InterruptedException {
    session.progress("attack: " + name);
    List<Account.Conversation> own = session.conversations(options.conversations());
    try (SteadyChat chat = new SteadyChat(session.account(), options.url(), PER_SECOND)) {
      chat.start(own);
      chat.window(RUN_UP);
      Meter.Phase alone = session.meter().start();
      List<int[]> before = windows(chat);
      Meter.Spent spentBefore = alone.end();
      Meter.Phase attacked = session.meter().start();
      Duration whole = options.seconds().multipliedBy(WINDOWS);
      Process attacker = attack(name, stranger, whole);
      List<int[]> during = windows(chat);
      Meter.Spent spentWhile = attacked.end();
      end(name, attacker, chat);
      chat.window(BREATH);
      List<int[]> after = windows(chat);
      chat.finish();
      add(name, p99(chat, before), p99(chat, during), p99(chat, after), chat.missing());
      report.addBusy(name + "_before_", name + ": before", spentBefore, whole);
      report.addBusy(name + "_while_", name + ": while", spentWhile, whole);
      report.addPauses(name + "_while_", name + ": while", spentWhile);
    } catch (IOException broken) {
      session.progress(name + ": the chat broke: " + broken.getMessage());
      report.add(name + "_chat_broken", name + ": the chat broke", 1, "");
    }
  }

  private List<int[]> windows(SteadyChat chat) throws IOException {
    List<int[]> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      windows.add(chat.window(options.seconds()));
    }
    return windows;
  }

  /** The 99th percentile of each window, in milliseconds, the best first. */
  private static double[] p99(SteadyChat chat, List<int[]> windows) {
    return windows.stream()
        .mapToDouble(window -> chat.of(window).percentile(0.99))
        .sorted()
        .toArray();
  }

  /**
   * The machine is shared, and a stranger has one of its own: its process gets only the time that
   * nobody else on this machine wants (the scheduling class {@code SCHED_IDLE}).
   */
  private Process attack(String name, String stranger, Duration time) throws IOException {
    return new ProcessBuilder(
            "chrt",
            "--idle",
            "0",
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Attacker.class.getName(),
            name,
            options.url(),
            session.account().id(),
            Long.toString(time.toSeconds()),
            stranger)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The chat goes on while the last of the attack ends. */
  private void end(String name, Process attacker, SteadyChat chat)
      throws IOException, InterruptedException {
    long limit = System.nanoTime() + GRACE.toNanos();
    while (attacker.isAlive() && System.nanoTime() < limit) {
      chat.window(Duration.ofMillis(100));
    }
    if (!attacker.waitFor(0, TimeUnit.SECONDS)) {
      attacker.destroyForcibly();
    }
    session.progress(
        name
            + ": "
            + new String(attacker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
  }

  private void add(String name, double[] before, double[] during, double[] after, int missing) {
    double base = before[WINDOWS / 2];
    double attacked = during[WINDOWS / 2];
    double afterwards = after[WINDOWS / 2];
    report.add(name + "_before_p99_ms", name + ": chat before, p99", base, "ms");
    report.add(name + "_while_p99_ms", name + ": while, p99", attacked, "ms");
    report.add(name + "_while_worst_ms", name + ": while, worst p99", during[WINDOWS - 1], "ms");
    report.add(name + "_after_p99_ms", name + ": 1 s after, p99", afterwards, "ms");
    report.add(name + "_while_ratio", name + ": while / before", attacked / base, "");
    report.add(name + "_after_ratio", name + ": after / before", afterwards / base, "");
    report.add(name + "_lost", name + ": lost", missing, "messages");
  }
}

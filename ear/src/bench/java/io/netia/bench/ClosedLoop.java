package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Each visitor speaks again when the agent's socket has heard it. */
final class ClosedLoop {

  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  private final SocketLoop loop;
  private final Chat chat;
  private Latencies latencies = new Latencies();
  private long[] spokenAt = new long[65_536];
  private int spoken;
  private boolean talking;

  ClosedLoop(Account account, SocketLoop loop) {
    this.loop = loop;
    this.chat = new Chat(account, loop, this::heard);
  }

  /** Connects and joins everybody, and starts the talk. */
  void start(List<Account.Conversation> conversations) throws IOException {
    chat.open(conversations);
    talking = true;
    for (Chat.Talk talk : chat.talks()) {
      speak(talk);
    }
  }

  /**
   * Lets them talk for the given time and returns each message's way from the visitor to the
   * agent's socket.
   */
  Latencies talkFor(Duration time) throws IOException {
    latencies = new Latencies();
    loop.runFor(time);
    return latencies;
  }

  /** Stops speaking and waits for what is under way. */
  void finish() throws IOException {
    talking = false;
    chat.finish(spoken, LAST_WORDS);
  }

  int reordered() {
    return chat.reordered();
  }

  private void speak(Chat.Talk talk) throws IOException {
    if (spoken == spokenAt.length) {
      spokenAt = Arrays.copyOf(spokenAt, 2 * spoken);
    }
    spokenAt[spoken] = System.nanoTime();
    talk.say(spoken++);
  }

  private void heard(Chat.Talk talk, int number) throws IOException {
    latencies.add(System.nanoTime() - spokenAt[number]);
    if (talking) {
      speak(talk);
    }
  }
}

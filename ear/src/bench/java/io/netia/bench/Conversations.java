package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Conversations of the account, each with a visitor of its own; made when first needed. */
final class Conversations {

  private static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Account account;
  private final List<Account.Conversation> open = new ArrayList<>();

  Conversations(Account account) {
    this.account = account;
  }

  List<Account.Conversation> first(int count) throws IOException, InterruptedException {
    if (open.size() < count) {
      System.err.println("bench: opening " + (count - open.size()) + " conversations");
      open.addAll(make(count - open.size()));
    }
    return List.copyOf(open.subList(0, count));
  }

  private List<Account.Conversation> make(int count) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Account.Conversation> made = new ArrayList<>();
      Callable<Account.Conversation> task = account::openConversation;
      for (Future<Account.Conversation> one :
          threads.invokeAll(
              Collections.nCopies(count, task), PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        made.add(one.get());
      }
      return made;
    } catch (CancellationException e) {
      throw new IOException(
          "not within " + PATIENCE.toMinutes() + " minutes: " + count + " new conversations", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }
}

package io.netia.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Makes one attack, in a process of its own: a stranger's work must not be part of what the
 * generator of the healthy chat does. Prints what became of it.
 */
public final class Attacker {

  private Attacker() {}

  /**
   * Arguments: the attack's name, the server's address, an account's id, seconds, the stranger's
   * address.
   */
  public static void main(String[] arguments) throws InterruptedException, UnknownHostException {
    AttackTally tally = new AttackTally();
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[3])).toNanos();
    try {
      Attack.all()
          .get(arguments[0])
          .run(
              new Target(
                  URI.create(arguments[1]),
                  arguments[2],
                  InetAddress.getByName(arguments[4]),
                  end,
                  tally));
    } catch (IOException ended) {
      tally.count("given up: " + ended.getMessage());
    }
    System.out.println(tally);
    System.exit(0);
  }
}

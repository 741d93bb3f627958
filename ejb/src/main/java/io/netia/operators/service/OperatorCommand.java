package io.netia.operators.service;

import io.netia.configuration.InvalidSettingException;
import io.netia.database.FailureSentence;
import io.netia.database.OwnerDataSource;
import io.netia.database.ServingDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The operator's command. It works on the database of {@code DATABASE_URL} as the role that serves
 * requests, whether the product runs or not; running nodes notice within two seconds. Only the
 * owner of the tables can list the accounts.
 */
public final class OperatorCommand {

  /** Done. */
  public static final int DONE = 0;

  /** Not done, for the reason in a sentence. */
  public static final int FAILED = 1;

  /** Not understood; nothing was tried. */
  public static final int MISUSED = 2;

  static final String HELP =
      """
      Usage: admin COMMAND

        accounts                          lists the accounts
        create-account NAME EMAIL         a new account with its first administrator
        disable-account ACCOUNT           ends its sessions and sockets; for its widgets it does not exist
        enable-account ACCOUNT            takes that back
        users ACCOUNT                     lists the people of an account
        create-user ACCOUNT EMAIL         a new teammate
        make-admin EMAIL                  makes somebody an administrator of their account
        reset-password EMAIL              a new password; ends all sessions of the person
        disable-user EMAIL                ends all sessions of the person, who can not sign in any more;
                                          not for the last administrator of an account
        enable-user EMAIL                 takes that back
        history                           lists the last hundred commands that changed something

      ACCOUNT is an id. create-account, create-user and reset-password print a new password, or take the one that is the
      first line of the standard input with --password-stdin. The settings DATABASE_URL, DATABASE_OWNER_URL, NETIA_DB_APP_ROLE
      and REQUIRE_DB_SSL are read from the environment, as the server reads them. Exit codes: 0 done, 1 not done, 2 not understood.
      """;

  /** A function, table or column that PostgreSQL does not know. */
  private static final Set<String> OTHER_SCHEMA = Set.of("42883", "42P01", "42703");

  private static final String STDIN = "--password-stdin";

  private static final String ACCOUNTS = "accounts";

  private final DataSource serving;
  private final DataSource owner;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  OperatorCommand(
      DataSource serving, DataSource owner, InputStream in, PrintStream out, PrintStream err) {
    this.serving = serving;
    this.owner = owner;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs one command.
   *
   * @return the exit code of the process
   */
  public static int run(String[] words, InputStream in, PrintStream out, PrintStream err) {
    return new OperatorCommand(new ServingDataSource(), new OwnerDataSource(), in, out, err)
        .run(List.of(words));
  }

  int run(List<String> words) {
    List<String> rest = words.stream().filter(word -> !word.equals(STDIN)).toList();
    if (rest.isEmpty() || isForHelp(rest)) {
      out.print(HELP);
      return rest.isEmpty() ? MISUSED : DONE;
    }
    try {
      String password = words.contains(STDIN) ? firstLine() : "";
      try (Connection connection = connection(ACCOUNTS.equals(rest.get(0)) ? owner : serving)) {
        connection.setAutoCommit(false);
        dispatch(
            new OperatorActions(connection, System.getProperty("user.name", "?")), rest, password);
        connection.commit();
      }
      return DONE;
    } catch (Misuse misuse) {
      err.println(misuse.getMessage());
      return MISUSED;
    } catch (Refusal | InvalidSettingException refusal) {
      err.println(refusal.getMessage());
      return FAILED;
    } catch (IOException unreadable) {
      err.println("The password could not be read from the standard input.");
      return FAILED;
    } catch (SQLException failed) {
      err.println(
          OTHER_SCHEMA.contains(String.valueOf(failed.getSQLState()))
              ? "The tables of this release are not in the database: start a server of this release once, which makes them."
              : "The database refused: " + FailureSentence.of(failed));
      return FAILED;
    }
  }

  private static boolean isForHelp(List<String> words) {
    return words.contains("--help") || words.contains("-h") || words.get(0).equals("help");
  }

  private static Connection connection(DataSource database) {
    try {
      return database.getConnection();
    } catch (SQLException failed) {
      throw new Refusal(FailureSentence.asAnswer(failed));
    }
  }

  private void dispatch(OperatorActions actions, List<String> words, String password)
      throws SQLException {
    switch (words.get(0)) {
      case ACCOUNTS -> {
        arguments(words);
        print(actions.accounts());
      }
      case "users" -> print(actions.users(arguments(words, "ACCOUNT").get(0)));
      case "history" -> {
        arguments(words);
        print(actions.history());
      }
      case "create-account" -> {
        List<String> given = arguments(words, "NAME", "EMAIL");
        print(actions.createAccount(given.get(0), given.get(1), password));
      }
      case "create-user" -> {
        List<String> given = arguments(words, "ACCOUNT", "EMAIL");
        print(actions.createUser(given.get(0), given.get(1), password));
      }
      case "disable-account" ->
          print(actions.setAccountDisabled(arguments(words, "ACCOUNT").get(0), true));
      case "enable-account" ->
          print(actions.setAccountDisabled(arguments(words, "ACCOUNT").get(0), false));
      case "make-admin" -> print(actions.makeAdmin(arguments(words, "EMAIL").get(0)));
      case "reset-password" ->
          print(actions.resetPassword(arguments(words, "EMAIL").get(0), password));
      case "disable-user" -> print(actions.setUserDisabled(arguments(words, "EMAIL").get(0), true));
      case "enable-user" -> print(actions.setUserDisabled(arguments(words, "EMAIL").get(0), false));
      default ->
          throw new Misuse("There is no command \"" + words.get(0) + "\"; --help lists them.");
    }
  }

  private static List<String> arguments(List<String> words, String... names) {
    List<String> given = words.subList(1, words.size());
    if (given.size() != names.length || given.stream().anyMatch(word -> word.startsWith("--"))) {
      throw new Misuse(
          "Usage: admin "
              + words.get(0)
              + (names.length == 0 ? "" : " " + String.join(" ", names)));
    }
    return given;
  }

  private void print(List<String> lines) {
    lines.forEach(out::println);
  }

  private String firstLine() throws IOException {
    String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    if (line == null || line.isEmpty()) {
      throw new Refusal("There is no password on the standard input.");
    }
    return line;
  }

  /** The words are not a command. */
  private static final class Misuse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Misuse(String sentence) {
      super(sentence);
    }
  }
}

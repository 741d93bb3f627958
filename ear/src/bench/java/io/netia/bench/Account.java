package io.netia.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fresh account of the running server, made through registration, with its agent's session token.
 */
final class Account {

  /** A visitor's open conversation. */
  record Conversation(String id, String customerId) {}

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String url;
  private final String id;
  private final String token;

  private Account(String url) throws IOException, InterruptedException {
    this.url = url;
    String registered =
        post(
            "/api/registration",
            """
            {"user":{"company_name":"Bench","email":"bench-%s@example.com",\
            "password":"a bench without a view","password_confirmation":"a bench without a view"}}"""
                .formatted(UUID.randomUUID()),
            null);
    this.id = text(registered, "account_id");
    this.token = text(registered, "token");
  }

  static Account register(String url) throws IOException, InterruptedException {
    return new Account(url);
  }

  String id() {
    return id;
  }

  String token() {
    return token;
  }

  /** A new customer with a new conversation, as the widget makes them. */
  Conversation openConversation() throws IOException, InterruptedException {
    String customer =
        post("/api/customers", "{\"customer\":{\"account_id\":\"%s\"}}".formatted(id), null);
    String customerId = text(customer, "id");
    String conversation =
        post(
            "/api/conversations",
            "{\"conversation\":{\"account_id\":\"%s\",\"customer_id\":\"%s\"}}"
                .formatted(id, customerId),
            null);
    return new Conversation(text(conversation, "id"), customerId);
  }

  void reply(Conversation conversation, String body) throws IOException, InterruptedException {
    post("/api/messages", replyBody(conversation, body), token);
  }

  /** The body of {@code POST /api/messages} for a reply of the agent. */
  static String replyBody(Conversation conversation, String body) {
    return "{\"message\":{\"conversation_id\":\"%s\",\"body\":\"%s\"}}"
        .formatted(conversation.id(), body);
  }

  private String post(String path, String body, String session)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (session != null) {
      request.header("authorization", "Bearer " + session);
    }
    HttpResponse<String> answer;
    try {
      answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IOException("no server answers at " + url, e);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "POST %s answered %d %s"
              .formatted(url + path, answer.statusCode(), beginning(answer.body())));
    }
    return answer.body();
  }

  private static String beginning(String answer) {
    String line = answer.replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), 200));
  }

  /** The value of a text member; the answers read here hold the wanted name once, or first. */
  private static String text(String json, String name) throws IOException {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!matcher.find()) {
      throw new IOException(
          "this is no Netia server, there is no %s in %s".formatted(name, beginning(json)));
    }
    return matcher.group(1);
  }
}

package io.netia.demo.service;

import java.time.Duration;
import java.util.List;

/** The messages of the demo account. */
final class DemoConversations {

  /**
   * One customer and one conversation.
   *
   * @param age how long ago it began
   * @param lines in order; see {@link DemoAccount} for the marks
   */
  record Script(
      String name,
      String email,
      String browser,
      String os,
      String timeZone,
      String page,
      Duration age,
      boolean closed,
      boolean priority,
      List<String> lines) {}

  static final List<Script> ALL =
      List.of(
          new Script(
              "Noor Haddad",
              "noor@example.com",
              "Firefox",
              "Windows",
              "Europe/Amsterdam",
              "/orders/4821",
              Duration.ofMinutes(22),
              false,
              true,
              List.of(
                  "> Hi, my order **4821** says delivered, but nothing is here.",
                  "< Oh no, let me look into that right away.",
                  "# The carrier lists a neighbour at number 14 as recipient.",
                  "< The carrier left it with your neighbour at number 14. Could you have a look there?",
                  "> They are not in until the evening. What if it is not there?",
                  "> I need it for a birthday tomorrow…")),
          new Script(
              "Jonas Lindqvist",
              "jonas@example.com",
              "Safari",
              "macOS",
              "Europe/Stockholm",
              "/pricing",
              Duration.ofHours(2),
              false,
              false,
              List.of(
                  "> Do you offer invoices for companies?",
                  "* Yes. Choose *Company* at checkout and enter your VAT number; the invoice arrives by mail with the shipment.",
                  "> And can we pay within 30 days?")),
          new Script(
              "María Fernández",
              "maria@example.com",
              "Chrome",
              "Android",
              "Europe/Madrid",
              "/returns",
              Duration.ofHours(5),
              false,
              false,
              List.of(
                  "> ¿Puedo devolver una chaqueta sin la etiqueta?",
                  "< Hola María, sí: dentro de 30 días y sin usar. Te envío la etiqueta de devolución.",
                  "> ¡Perfecto, muchas gracias!")),
          new Script(
              "Tom Okafor",
              "tom@example.com",
              "Edge",
              "Windows",
              "Europe/London",
              "/products/press-40",
              Duration.ofHours(27),
              true,
              false,
              List.of(
                  "> Does the 40 cm press fit into a standard cupboard?",
                  "< It is 58 cm high with the lever down, so a 60 cm cupboard is enough:\n\n- height: 58 cm\n- width: 44 cm\n- depth: 46 cm",
                  "> Great, ordered. Thanks!",
                  "< Enjoy it, Tom!")),
          new Script(
              "Aiko Tanaka",
              "aiko@example.com",
              "Safari",
              "iOS",
              "Asia/Tokyo",
              "/account",
              Duration.ofDays(2),
              false,
              false,
              List.of(
                  "> I cannot log in since yesterday, it says *too many attempts*.",
                  "< Sorry about that, Aiko. I have lifted the lock; please try once more.",
                  "> Works again, thank you.",
                  "< Glad to hear it. I keep this open until tomorrow in case it comes back.")));

  private DemoConversations() {}
}

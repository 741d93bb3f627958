package io.netia.customers.rest;

import io.netia.conversations.service.CustomerView;
import io.netia.json.service.Json;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Customers as a CSV table. A cell that a spreadsheet would run as a formula is marked as text:
 * some look for one behind spaces, and take full-width signs for the usual ones.
 */
final class CustomersCsv {

  private static final String HEADER =
      "id,name,email,created_at,updated_at,first_seen,last_seen_at,phone,external_id,host,pathname,current_url,browser,os,ip,time_zone";
  private static final String SIGNS = "=+-@\u2212";
  private static final String BREAKS = "\t\r\n";
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{C}]*+");

  private CustomersCsv() {}

  static String of(List<CustomerView> customers) {
    List<String> lines = new ArrayList<>(customers.size() + 1);
    lines.add(HEADER);
    customers.forEach(customer -> lines.add(line(customer)));
    return String.join("\r\n", lines);
  }

  private static String line(CustomerView customer) {
    return cells(
        customer.id(),
        customer.name(),
        customer.email(),
        time(customer.createdAt()),
        time(customer.updatedAt()),
        customer.firstSeen(),
        time(customer.lastSeenAt()),
        customer.phone(),
        customer.externalId(),
        customer.host(),
        customer.pathname(),
        customer.currentUrl(),
        customer.browser(),
        customer.os(),
        customer.ip(),
        customer.timeZone());
  }

  /** The wire's spelling with a space for the {@code T}. */
  private static String time(Object time) {
    return Json.write(time).replace("\"", "").replace('T', ' ');
  }

  private static String cells(@Nullable Object... values) {
    return Arrays.stream(values).map(CustomersCsv::cell).collect(Collectors.joining(","));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    String harmless = isFormula(text) ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }

  private static boolean isFormula(String text) {
    Matcher blanks = BLANKS.matcher(text);
    int start = blanks.lookingAt() ? blanks.end() : 0;
    if (start > 0 && BREAKS.indexOf(text.charAt(0)) >= 0) {
      return true;
    }
    return start < text.length()
        && SIGNS.contains(
            Normalizer.normalize(
                Character.toString(text.codePointAt(start)), Normalizer.Form.NFKC));
  }
}

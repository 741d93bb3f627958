package io.netia.health.rest;

import io.netia.limits.Budget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The first request to the REST application, which this server makes to itself: between the moment
 * when a filter answers and the moment when the resources do, callers would get 404. It also pays
 * for what the first request makes the container do.
 */
@ApplicationScoped
public class FirstRequest {

  private static final Logger LOG = System.getLogger(FirstRequest.class.getName());

  private volatile boolean isServed;

  /**
   * Whether it was served, over the listener that the probe has come by. Asked again with each
   * probe until it was.
   */
  boolean isServed(HttpServletRequest probe) {
    // A probe over TLS would have to trust this server's own certificate; it has come through the
    // same stack.
    if (!isServed && (probe.isSecure() || ping(probe))) {
      isServed = true;
    }
    return isServed;
  }

  private static boolean ping(HttpServletRequest probe) {
    String address = probe.getLocalAddr();
    String host = address.contains(":") ? "[" + address + "]" : address;
    int timeout = Budget.Database.PROBE_SECONDS * 1000;
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + host + ":" + probe.getLocalPort() + "/api/ping")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(timeout);
      connection.setReadTimeout(timeout);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("connection", "close");
      int status = connection.getResponseCode();
      connection.disconnect();
      return status < HttpURLConnection.HTTP_BAD_REQUEST;
    } catch (IOException notYet) {
      LOG.log(Level.DEBUG, "The first request was not served", notYet);
      return false;
    }
  }
}

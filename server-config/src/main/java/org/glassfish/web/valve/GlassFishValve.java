package org.glassfish.web.valve;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Request;
import org.apache.catalina.Response;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface GlassFishValve {

  /** The request goes on. */
  int INVOKE_NEXT = 1;

  /** The request has its answer. */
  int END_PIPELINE = 2;

  /** What this valve is. */
  String getInfo();

  /** Sees a request before any application does. */
  int invoke(Request request, Response response) throws IOException, ServletException;

  /** Sees a request that went on after its answer. */
  void postInvoke(Request request, Response response) throws IOException, ServletException;
}

package io.netia.spa.rest;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.util.Set;

/**
 * Makes the path of a folder, without a slash at its end, one like any other. The container would
 * redirect it before any filter, to the host that the caller named.
 */
@WebListener
public class FolderPaths implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext application = event.getServletContext();
    ServletRegistration.Dynamic nothing =
        application.addServlet("FolderPaths", NothingServlet.class);
    nothing.setAsyncSupported(true);
    map(application, nothing, "/");
  }

  private static void map(
      ServletContext application, ServletRegistration.Dynamic nothing, String folder) {
    Set<String> paths = application.getResourcePaths(folder);
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith("/")) {
        // One that has a servlet already, as the chat has, keeps it.
        nothing.addMapping(path.substring(0, path.length() - 1));
        map(application, nothing, path);
      }
    }
  }
}

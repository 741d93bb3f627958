package io.netia.identity.rest;

import io.netia.identity.service.Sessions;
import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Gives the container {@link AccessTokenModule} for this application, and takes it back. */
@WebListener
public class AuthenticationAtStart implements ServletContextListener {

  @Inject private Sessions sessions;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    AuthConfigFactory.getFactory()
        .registerServerAuthModule(new AccessTokenModule(sessions), event.getServletContext());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    AuthConfigFactory.getFactory().removeServerAuthModule(event.getServletContext());
  }
}

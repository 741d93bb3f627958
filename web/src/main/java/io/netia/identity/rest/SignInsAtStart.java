package io.netia.identity.rest;

import io.netia.identity.service.SignInGuard;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Counts the wrong passwords of other nodes from the start, and not from the first sign-in here.
 */
@WebListener
public class SignInsAtStart implements ServletContextListener {

  @Inject private SignInGuard guard;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    guard.watch();
  }
}

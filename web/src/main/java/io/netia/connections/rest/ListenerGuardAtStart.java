package io.netia.connections.rest;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Guards the listeners for as long as the application is there. */
@WebListener
public class ListenerGuardAtStart implements ServletContextListener {

  @Inject private ListenerGuard guard;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    guard.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    guard.stop();
  }
}

package io.netia.live.rest;

import io.netia.lifecycle.service.ApplicationTasks;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Here the server runs the application without a servlet or a filter. */
@WebListener
public class ApplicationTasksAtStart implements ServletContextListener {

  @Inject private ApplicationTasks tasks;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    tasks.open();
  }
}

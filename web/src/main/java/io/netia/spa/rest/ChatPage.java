package io.netia.spa.rest;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The widget's page at {@code /chat}. It is a servlet, because {@code /chat} is also a folder of
 * files, and a container redirects the name of a folder to {@code /chat/} before any filter is
 * asked.
 */
public class ChatPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  static final String FILE = "/chat/index.html";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher(FILE).forward(request, response);
  }
}

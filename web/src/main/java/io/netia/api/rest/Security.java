package io.netia.api.rest;

import io.netia.identity.rest.Public;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Which tokens an operation takes. */
final class Security {

  private Security() {}

  /**
   * One of these has to be met; an empty one is met without a token. What takes no token has none.
   */
  static List<SecurityRequirement> of(Method method) {
    var own =
        method.getAnnotation(
            org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement.class);
    if (own != null) {
      return List.of(requirement(own.name()));
    }
    SecurityRequirement token = requirement(RestApplication.ACCESS_TOKEN);
    Public open = method.getAnnotation(Public.class);
    if (open == null) {
      return List.of(token);
    }
    return open.ignoresToken() ? List.of() : List.of(token, OASFactory.createSecurityRequirement());
  }

  private static SecurityRequirement requirement(String scheme) {
    return OASFactory.createSecurityRequirement().addScheme(scheme, new NoScopes());
  }

  /** The server leaves out what is empty, and with the scopes the name of the scheme. */
  private static final class NoScopes extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}

package io.netia.api.rest;

import io.netia.accounts.rest.AccountsResource;
import io.netia.accounts.rest.OnboardingResource;
import io.netia.conversations.rest.ConversationsResource;
import io.netia.conversations.rest.MessagesResource;
import io.netia.conversations.rest.VisitorConversationsResource;
import io.netia.customers.rest.CustomersResource;
import io.netia.customers.rest.VisitorsResource;
import io.netia.errors.rest.ProblemMapper;
import io.netia.feed.rest.FeedResource;
import io.netia.health.rest.PingResource;
import io.netia.http.rest.IdConverters;
import io.netia.http.rest.RequestReader;
import io.netia.http.rest.RequestRecordReader;
import io.netia.identity.rest.AuthorizationFilter;
import io.netia.identity.rest.MeResource;
import io.netia.identity.rest.SessionsResource;
import io.netia.identityverification.rest.VisitorIdentityResource;
import io.netia.inboxes.rest.InboxesResource;
import io.netia.openapi.rest.Tags;
import io.netia.registration.rest.RegistrationsResource;
import io.netia.users.rest.InvitationsResource;
import io.netia.users.rest.ProfileResource;
import io.netia.users.rest.UserSettingsResource;
import io.netia.users.rest.UsersResource;
import io.netia.widgets.rest.WidgetSettingsResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API: every resource is named here, none is found by chance. */
@ApplicationPath("api")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Netia",
            version = "1.0.0",
            description = ApiText.DESCRIPTION,
            license = @License(name = "MIT")),
    tags = {
      @Tag(name = Tags.SESSIONS, description = "Signing in and out, registration, the caller."),
      @Tag(name = Tags.CONVERSATIONS, description = "Exchanges between customers and the team."),
      @Tag(name = Tags.MESSAGES, description = "Replies and notes."),
      @Tag(name = Tags.CUSTOMERS, description = "The people who write to the account."),
      @Tag(name = Tags.VISITORS, description = "What widgets call, for the visitor of a page."),
      @Tag(name = Tags.FEED, description = "What happened in the account, to catch up."),
      @Tag(name = Tags.ACCOUNT, description = "The caller's account and its rules."),
      @Tag(name = Tags.USERS, description = "The team, its profiles and invitations."),
      @Tag(name = Tags.INBOXES, description = "Where conversations come in."),
      @Tag(name = Tags.WIDGETS, description = "The look and the texts of widgets."),
      @Tag(name = Tags.PING, description = "Whether the server answers.")
    })
@SecurityScheme(
    securitySchemeName = RestApplication.ACCESS_TOKEN,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = ApiText.TOKEN)
@SecurityScheme(
    securitySchemeName = Tags.RENEW_TOKEN,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = ApiText.RENEW_TOKEN)
public class RestApplication extends Application {

  static final String ACCESS_TOKEN = "access_token";

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        RequestReader.class,
        RequestRecordReader.class,
        IdConverters.class,
        AuthorizationFilter.class,
        ProblemMapper.class,
        PingResource.class,
        SessionsResource.class,
        RegistrationsResource.class,
        MeResource.class,
        ConversationsResource.class,
        VisitorConversationsResource.class,
        MessagesResource.class,
        FeedResource.class,
        AccountsResource.class,
        OnboardingResource.class,
        UsersResource.class,
        ProfileResource.class,
        UserSettingsResource.class,
        InvitationsResource.class,
        InboxesResource.class,
        WidgetSettingsResource.class,
        CustomersResource.class,
        VisitorsResource.class,
        VisitorIdentityResource.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        // Not part of the API, and made by reflection on each OPTIONS request.
        "jersey.config.server.wadl.disableWadl", true,
        // Errors leave through the mapper; the container's own pages would replace the body.
        "jersey.config.server.response.setStatusOverSendError", true);
  }
}

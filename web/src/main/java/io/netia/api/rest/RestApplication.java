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

/** The API: every resource is named here, none is found by chance. */
@ApplicationPath("api")
public class RestApplication extends Application {

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

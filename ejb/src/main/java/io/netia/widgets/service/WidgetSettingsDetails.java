package io.netia.widgets.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.accounts.service.AccountView;

/** What a widget needs to begin: the fields of its settings, and beside them the account. */
public record WidgetSettingsDetails(
    @JsonUnwrapped WidgetSettingsView settings, AccountView account) {}

package io.netia.accounts.service;

/**
 * How far the set-up of an account has come (not wrapped in {@code data}).
 *
 * @param hasIntegrations false while there is no integration that could be connected
 */
public record OnboardingStatus(
    boolean hasConfiguredInbox,
    boolean hasConfiguredProfile,
    boolean hasInvitedTeammates,
    boolean hasIntegrations,
    boolean hasUpgradedSubscription) {}

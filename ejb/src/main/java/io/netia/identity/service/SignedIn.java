package io.netia.identity.service;

import io.netia.security.Agent;

/**
 * A fresh pair of tokens.
 *
 * @param token access token, 30 minutes
 * @param renewToken single use, 30 days
 */
public record SignedIn(Agent agent, String token, String renewToken) {}

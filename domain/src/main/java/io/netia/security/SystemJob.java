package io.netia.security;

import java.util.UUID;

/** The server itself, working for one account: registration, seeding, jobs, public look-ups. */
public record SystemJob(UUID accountId) implements Actor {}

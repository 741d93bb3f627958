package io.netia.customers.service;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.conversations.service.CustomerView;
import io.netia.json.service.RawJson;
import java.util.Map;

/**
 * A customer with what was asked for beside.
 *
 * @param expansions JSON by key, such as {@code tags} and {@code company}
 */
public record CustomerFull(
    @JsonUnwrapped CustomerView customer, @JsonAnyGetter Map<String, RawJson> expansions) {}

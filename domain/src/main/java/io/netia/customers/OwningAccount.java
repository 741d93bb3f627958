package io.netia.customers;

import io.netia.requests.RequestRecord;
import io.netia.requests.Required;
import java.util.UUID;

/** The account that a customer is to belong to, named by a page: nobody is signed in there. */
@RequestRecord(wrapper = "customer")
public record OwningAccount(@Required UUID accountId) {}

package io.netia.customers.service;

import java.util.List;

/**
 * A page of customers, last seen first.
 *
 * @param pageNumber from 1
 * @param totalPages at least 1
 */
public record CustomerPage(
    List<CustomerFull> data, int pageNumber, int pageSize, int totalPages, long totalEntries) {}

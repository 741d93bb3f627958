/**
 * The pages and files beside the API: the dashboard with its deep links, the widget's page, and the
 * headers that protect them.
 */
@NullMarked
package io.netia.spa.rest;

import org.jspecify.annotations.NullMarked;

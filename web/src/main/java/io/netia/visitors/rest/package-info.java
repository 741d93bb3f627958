/** What an account requires of its visitors, over REST. */
@NullMarked
package io.netia.visitors.rest;

import org.jspecify.annotations.NullMarked;

/** What an account requires of its visitors, over REST. */
@NullMarked
package io.netia.identityverification.rest;

import org.jspecify.annotations.NullMarked;

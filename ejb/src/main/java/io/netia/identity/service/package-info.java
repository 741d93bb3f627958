/** Who somebody is: passwords, sessions, access tokens. */
@NullMarked
package io.netia.identity.service;

import org.jspecify.annotations.NullMarked;

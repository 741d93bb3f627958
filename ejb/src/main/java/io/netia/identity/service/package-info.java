/** Who somebody is: passwords, sessions, access tokens, registration. */
@NullMarked
package io.netia.identity.service;

import org.jspecify.annotations.NullMarked;

/** Tests of reading keys over HTTP; each test starts a server of its own. */
@NullMarked
package dev.tankfleet.identity.http;

import org.jspecify.annotations.NullMarked;

/** Tests without a PostgreSQL: addresses, and errors by their states. */
@NullMarked
package dev.tankfleet.service.postgres;

import org.jspecify.annotations.NullMarked;

/**
 * A thousand placements a second on an emulated Agones with the limits of the real one: by our
 * ledger on Allocated servers, and beside it by a client that allocates for each match. Run by
 * hand; it stands among the tests for PostgreSQL's sake.
 */
@NullMarked
package dev.tankfleet.bench.placement;

import org.jspecify.annotations.NullMarked;

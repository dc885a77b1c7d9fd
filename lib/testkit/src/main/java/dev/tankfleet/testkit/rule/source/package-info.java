/**
 * Rules that read what people wrote: layout, lengths, names, comments. No thread of its own. {@link
 * dev.tankfleet.testkit.rule.source.SourceRules} lists them; the neighbour {@code bytecode} holds
 * the rules that need resolved types.
 */
@NullMarked
package dev.tankfleet.testkit.rule.source;

import org.jspecify.annotations.NullMarked;

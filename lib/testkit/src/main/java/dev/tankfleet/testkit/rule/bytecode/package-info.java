/**
 * Rules over class files: who may use whom, and what hot code may do. No thread of its own. {@link
 * dev.tankfleet.testkit.rule.bytecode.BytecodeRules} lists them; the neighbour {@code source} holds
 * the rules over text.
 */
@NullMarked
package dev.tankfleet.testkit.rule.bytecode;

import org.jspecify.annotations.NullMarked;

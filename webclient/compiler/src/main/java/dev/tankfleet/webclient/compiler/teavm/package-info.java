/** The compiler itself, behind one class. Owned by the thread that compiles. */
@NullMarked
package dev.tankfleet.webclient.compiler.teavm;

import org.jspecify.annotations.NullMarked;

package dev.tankfleet.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a package or a class whose methods run per tick or per packet: one owner thread, primitive
 * state allocated beforehand, no streams, lambdas or boxing. The house rules check the bytecode of
 * what is marked; constructors and {@code toString} are free.
 *
 * <p>Kept in class files only, so code that carries the mark needs nothing of this module to run.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface HotPath {}

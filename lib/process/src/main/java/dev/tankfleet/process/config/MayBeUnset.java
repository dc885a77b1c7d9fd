package dev.tankfleet.process.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component that is {@code null} when its key is not set, beside {@code @Nullable}
 * which tells the compiler. A nested record so marked is {@code null} when no key below it is set.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface MayBeUnset {}

package dev.tankfleet.terraform;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class of tests that run OpenTofu; they run in {@code -Pcharts} alone. */
@Tag("charts")
@Timeout(180)
@NeedsProgram(Program.TOFU)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface OnTofu {}

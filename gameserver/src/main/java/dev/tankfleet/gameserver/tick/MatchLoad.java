package dev.tankfleet.gameserver.tick;

/**
 * How busy a match is. Made by the match's thread when something changes, read by all.
 *
 * @param isOver whether it has ended
 * @param taken seats whose player came, now connected or held
 * @param openSeats free seats that newcomers may still take
 */
public record MatchLoad(boolean isOver, int taken, int openSeats) {}

/**
 * A client's own tank, ahead of what the server has told: driven at once by the rules of the game,
 * and put right when the server's state arrives.
 *
 * <p>Owned by the one thread of the client; in the browser that is the page. {@link
 * dev.tankfleet.game.predict.OwnTank} is the entry: {@link dev.tankfleet.game.predict.Lead} knows
 * how far ahead it goes, {@link dev.tankfleet.game.predict.SentInputs} what it has asked for, and
 * {@link dev.tankfleet.game.predict.Easing} hides what had to be put right. The tank moves by
 * {@code step}, never by rules of its own.
 */
@HotPath
@NullMarked
package dev.tankfleet.game.predict;

import dev.tankfleet.process.HotPath;

import org.jspecify.annotations.NullMarked;

import { Problem } from "../problem.js";
import { Connection } from "./connection.js";

const OPEN_WITHIN_MS = 8000;
const RESUME_WITHIN_MS = 3000;
/** States come thirty times a second: after this long without one the line is dead. */
const SILENCE_MAX_MS = 3000;
const LISTEN_INTERVAL_MS = 250;
/** The server holds the seat of a dropped player for two minutes. */
const SEAT_HELD_MS = 120_000;
/** A connection that drops more often than this within a minute is no use to anybody. */
const DROPS_MAX = 20;
const DROPS_WITHIN_MS = 60_000;
const BACKOFF_MIN_MS = 100;
const BACKOFF_MAX_MS = 3000;

const UNREACHABLE = 1011;
/** After these the seat is still ours: line lost, gateway gone, server unreachable, draining, too slow, AUTH too late. */
const DROPS = new Set([1001, 1006, UNREACHABLE, 1012, 1013, 4408]);
/** The resume token opens nothing any more; find does. */
const TOKEN_SPENT = new Set([4401, 4403]);

/**
 * One match over as many connections as it takes. `opened` resolves with the first AUTH_OK, `ended` with the result of MATCH_END; both
 * reject with a Problem. After a drop it comes back by itself: to all gateways of the region in turn with the resume token, then by
 * find, which gives the same seat while it is held.
 */
export class Session {
  onState = () => {};
  onPong = () => {};
  /** The connection dropped. */
  onLost = () => {};
  /** The same seat again, with a new AUTH_OK. */
  onBack = () => {};
  #matchId;
  #tank;
  #findAgain;
  #connection;
  #gateways;
  #resumeToken = null;
  #dropsMs = [];

  /**
   * @param place what find answered
   * @param tank type of tank to drive
   * @param findAgain asks the matchmaker once more; resolves like find
   */
  constructor(place, tank, findAgain) {
    this.#matchId = place.match_id;
    this.#tank = tank;
    this.#findAgain = findAgain;
    this.#gateways = [place.websocket_url];
    this.opened = this.#connect(place.websocket_url, { token: place.token, tank }, OPEN_WITHIN_MS);
    this.ended = this.opened.then(() => this.#play());
    this.ended.catch(() => {});
  }

  sendInput(input) {
    this.#connection.sendInput(input);
  }

  sendPing() {
    this.#connection.sendPing();
  }

  async #play() {
    const listening = setInterval(() => this.#listen(), LISTEN_INTERVAL_MS);
    try {
      for (;;) {
        const { code, result } = await this.#connection.closed;
        if (result) return result;
        if (!DROPS.has(code) || this.#dropsTooOften()) throw new Problem(code, `The connection closed (${code}).`);
        this.onLost();
        this.onBack(await this.#comeBack(code));
      }
    } finally {
      clearInterval(listening);
    }
  }

  #dropsTooOften() {
    const nowMs = performance.now();
    this.#dropsMs = [...this.#dropsMs.filter(dropMs => nowMs - dropMs < DROPS_WITHIN_MS), nowMs];
    return this.#dropsMs.length > DROPS_MAX;
  }

  #listen() {
    if (this.#connection.silentMs() > SILENCE_MAX_MS) this.#connection.abandon();
  }

  async #connect(url, credential, withinMs) {
    const connection = new Connection(url, this.#matchId, credential, withinMs);
    connection.onState = state => this.onState(state);
    connection.onPong = ms => this.onPong(ms);
    const welcome = await connection.opened;
    this.#connection = connection;
    this.#resumeToken = welcome.resume_token;
    // The gateway that let us in is the first to try again.
    this.#gateways = [url, ...(welcome.gateways ?? []).filter(other => other !== url)];
    return welcome;
  }

  async #comeBack(dropCode) {
    const untilMs = performance.now() + SEAT_HELD_MS;
    const welcome = await this.#resume(dropCode, untilMs);
    return welcome ?? this.#enterAgain(untilMs);
  }

  /** Resolves with AUTH_OK, or with null when the resume token leads nowhere. */
  async #resume(dropCode, untilMs) {
    let unreachable = dropCode === UNREACHABLE ? 1 : 0;
    for (let tries = 0; performance.now() < untilMs; tries++) {
      await pause(tries);
      try {
        return await this.#connect(this.#gateways[tries % this.#gateways.length], { resume_token: this.#resumeToken }, RESUME_WITHIN_MS);
      } catch (problem) {
        if (TOKEN_SPENT.has(problem.code)) return null;
        if (!DROPS.has(problem.code)) throw problem;
        // Every gateway says that the server does not answer: only find knows where to play now.
        if (problem.code === UNREACHABLE && ++unreachable > this.#gateways.length) return null;
      }
    }
    return null;
  }

  /** Asks find for the seat; gives up with the last problem when the seat's time is over. */
  async #enterAgain(untilMs) {
    for (let tries = 0; ; tries++) {
      await pause(tries);
      try {
        const place = await this.#findAgain();
        if (place.match_id !== this.#matchId) throw new Problem("match_lost");
        return await this.#connect(place.websocket_url, { token: place.token, tank: this.#tank }, OPEN_WITHIN_MS);
      } catch (problem) {
        const passes = problem.code === "unreachable" || problem.retryAfterSeconds > 0 || DROPS.has(problem.code) || TOKEN_SPENT.has(problem.code);
        if (!passes || performance.now() >= untilMs) throw problem;
      }
    }
  }
}

/** Longer with each try, and never the same for two players who were dropped together. */
function pause(tries) {
  const longest = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.min(tries, 10));
  return new Promise(resolve => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
}

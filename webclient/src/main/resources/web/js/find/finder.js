import { askPatiently, call, Problem, sleep } from "../problem.js";

const WAIT_MAX_MS = 60_000;
const ASK_AGAIN_MIN_MS = 250;
const TRIES_MAX = 5;

/** Asks the matchmaker for a seat, and waits while a server is being allocated. */
export class Finder {
  #base;
  #accounts;

  constructor(base, accounts) {
    this.#base = base;
    this.#accounts = accounts;
  }

  /** Resolves with match_id, websocket_url, token and region. */
  async find(mode, latencies, onWaiting) {
    return askPatiently(() => this.#findOnce(mode, latencies, onWaiting), TRIES_MAX, { onWaiting });
  }

  async #findOnce(mode, latencies, onWaiting) {
    return this.#findAs(await this.#accounts.fresh(), mode, latencies, onWaiting).catch(async error => {
      // A fleet that was set up anew does not know the token, though its time is not over.
      if (!(error instanceof Problem) || error.code !== "invalid_token") throw error;
      return this.#findAs(await this.#accounts.renewed(this.#accounts.current()), mode, latencies, onWaiting);
    });
  }

  async #findAs(account, mode, latencies, onWaiting) {
    const headers = { Authorization: `Bearer ${account.access_token}` };
    const body = { user_id: account.user_id, game_mode: mode, latencies };
    let { status, answer } = await call(`${this.#base}/matchmaking/find`, { method: "POST", headers }, body);
    const deadline = Date.now() + WAIT_MAX_MS;
    while (status === 202) {
      if (Date.now() > deadline) throw new Problem("no_server");
      onWaiting(answer.wait_ms);
      await sleep(Math.max(ASK_AGAIN_MIN_MS, Math.min(answer.wait_ms || 0, 2000)));
      const ticket = answer.ticket_id;
      ({ status, answer } = await call(`${this.#base}/matchmaking/tickets/${ticket}`, { headers }));
      answer.ticket_id ??= ticket;
    }
    return answer;
  }
}

import { askPatiently, call, Problem } from "../problem.js";

const KEY = "tankfleet.account";
const REFRESH_BEFORE_MS = 60_000;
const TRIES_MAX = 4;
const NOT_NOW = new Set(["busy", "database_unavailable"]);
const SESSION_OVER = new Set(["invalid_refresh_token", "refresh_token_reused"]);

/** Who plays. Tokens live as long as the tab; the refresh token is spent and replaced before the access token ends. */
export class Accounts {
  #base;
  #store;

  constructor(base, store) {
    this.#base = base;
    this.#store = store;
  }

  /** The account of this tab, or null. */
  current() {
    const text = this.#store.getItem(KEY);
    return text ? JSON.parse(text) : null;
  }

  async register(username, password) {
    await this.#post("/auth/register", { username, password });
  }

  async login(username, password) {
    return this.#keep(await this.#post("/auth/login", { username, password }), username);
  }

  async guest() {
    return this.#keep(await this.#post("/auth/guest", {}), null);
  }

  /** An account whose access token is good for at least a minute. */
  async fresh() {
    const account = this.current();
    if (!account) return this.guest();
    if (account.expires_at - Date.now() > REFRESH_BEFORE_MS) return account;
    return this.renewed(account);
  }

  /** The account with a new access token, or a new guest if his session is over. */
  async renewed(account) {
    try {
      return this.#keep(await this.#post("/auth/refresh", { refresh_token: account.refresh_token }), account.username);
    } catch (error) {
      // Only a refusal of the token itself ends the session: a service that is away comes back.
      if (!(error instanceof Problem) || !SESSION_OVER.has(error.code)) throw error;
      this.forget();
      if (account.username) throw new Problem(error.code, "You have been logged out. Please log in again.");
      return this.guest();
    }
  }

  forget() {
    this.#store.removeItem(KEY);
  }

  async #post(path, body) {
    const ask = () => call(this.#base + path, { method: "POST" }, body);
    return (await askPatiently(ask, TRIES_MAX, { isForNow: problem => NOT_NOW.has(problem.code) })).answer;
  }

  #keep(answer, username) {
    const account = {
      user_id: answer.user_id,
      access_token: answer.access_token,
      refresh_token: answer.refresh_token,
      expires_at: Date.now() + answer.expires_in * 1000,
      username,
    };
    this.#store.setItem(KEY, JSON.stringify(account));
    return account;
  }
}

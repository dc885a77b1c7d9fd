// What can go wrong, in words a player understands. Codes are stable; texts are ours.
const TEXTS = {
  wrong_credentials: "That name and password do not belong together.",
  username_taken: "That name is taken.",
  unusable_username: "A name has 3 to 32 letters, digits, dashes or underscores.",
  unusable_password: "Please choose a longer password that does not contain your name.",
  too_many_attempts: "Too many tries in a short time. Please wait a while.",
  too_many_finds: "Too many tries in a short time. Please wait a moment.",
  no_server: "No server is up at the moment. Please try again shortly.",
  all_full: "All servers are full. Please try again shortly.",
  servers_silent: "The servers did not answer. Please try again.",
  find_in_progress: "We are already looking for a match for you.",
  busy: "Too many players come at once. Please try again.",
  database_unavailable: "Our database is away. Please try again shortly.",
  match_lost: "That match is gone. Please play again.",
  unreachable: "Tankfleet cannot be reached. Please check your connection.",
};

const CLOSE_TEXTS = {
  1006: "The connection broke.",
  1011: "The game server cannot be reached.",
  1012: "The server is restarting. Please play again.",
  1013: "Your connection is too slow to follow the match.",
  4404: "That match is already over.",
  4409: "You are playing in another window.",
  4426: "This page is out of date. Please reload it.",
};

/** A refusal of a service (RFC 9457) or the end of a connection. */
export class Problem extends Error {
  constructor(code, detail, retryAfterSeconds = 0) {
    super(detail || String(code));
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Calls a service with JSON; rejects with a Problem. */
export async function call(url, options = {}, body) {
  const headers = { ...options.headers };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(url, { ...options, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    throw new Problem("unreachable", `${new URL(url, location.href).host} cannot be reached (${error.name})`);
  }
  const text = await response.text();
  const answer = text && (response.headers.get("Content-Type") || "").includes("json") ? JSON.parse(text) : {};
  if (response.ok) return { status: response.status, answer };
  throw new Problem(answer.code || `http_${response.status}`, answer.detail || answer.title, Number(response.headers.get("Retry-After") || 0));
}

/**
 * Asks, and asks again when a service says when; at most `triesMax` times. What it refused so has done nothing yet.
 *
 * @param isForNow whether a Problem with such a time may pass
 */
export async function askPatiently(ask, triesMax, { isForNow = () => true, onWaiting = () => {} } = {}) {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const later = error instanceof Problem && error.retryAfterSeconds > 0 && tries < triesMax && isForNow(error);
      if (!later) throw error;
      onWaiting(error.retryAfterSeconds * 1000);
      await sleep(error.retryAfterSeconds * 1000);
    }
  }
}

export function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

export function problemText(error) {
  if (!(error instanceof Problem)) return `Something broke on this page: ${error.message}`;
  return TEXTS[error.code] || CLOSE_TEXTS[error.code] || error.message;
}

import { Problem } from "../problem.js";

const OPEN_WITHIN_MS = 8000;
const BUFFERED_MAX_BYTES = 16 * 1024;

/**
 * One match over one WebSocket. `opened` resolves with AUTH_OK; `ended` resolves with the result of MATCH_END; both reject with a
 * Problem that carries the close code.
 */
export class Connection {
  onState = () => {};
  onPong = () => {};
  #socket;
  #seq = 0;
  #settle;
  #result = null;

  constructor(url, matchId, token, tank) {
    this.#socket = new WebSocket(url);
    this.opened = new Promise((resolve, reject) => (this.#settle = { welcome: resolve, refuse: reject }));
    this.ended = new Promise((resolve, reject) => Object.assign(this.#settle, { end: resolve, fail: reject }));
    this.ended.catch(() => {});
    const tooLate = setTimeout(() => this.#socket.close(), OPEN_WITHIN_MS);
    this.opened.then(() => clearTimeout(tooLate), () => clearTimeout(tooLate));
    this.#socket.onopen = () => this.#send({ type: "AUTH", match_id: matchId, token, tank });
    this.#socket.onmessage = event => this.#onFrame(JSON.parse(event.data));
    this.#socket.onclose = event => this.#onClosed(event.code);
  }

  sendInput({ throttle, turn, aim, fire, ability }) {
    if (this.#socket.bufferedAmount > BUFFERED_MAX_BYTES) return;
    this.#send({ type: "PLAYER_INPUT", seq: ++this.#seq, throttle, turn, aim, fire, ability });
  }

  sendPing() {
    this.#send({ type: "PING", t: Math.round(performance.now()) });
  }

  #send(frame) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #onFrame(frame) {
    switch (frame.type) {
      case "WORLD_STATE": return this.onState(frame);
      case "PONG": return this.onPong(performance.now() - frame.t);
      case "AUTH_OK": return this.#settle.welcome(frame);
      case "MATCH_END": this.#result = frame.result; return;
      case "ERROR": console.warn(`server: ${frame.code}: ${frame.message}`);
    }
  }

  #onClosed(code) {
    if (this.#result) {
      this.#settle.end(this.#result);
      return;
    }
    const problem = new Problem(code, `The connection closed (${code}).`);
    this.#settle.refuse(problem);
    this.#settle.fail(problem);
  }
}

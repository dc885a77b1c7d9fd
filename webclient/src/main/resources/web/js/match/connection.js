import { Problem } from "../problem.js";

const BUFFERED_MAX_BYTES = 16 * 1024;
const LOST = 1006;

/**
 * One WebSocket to a gateway. `opened` resolves with AUTH_OK, or rejects with a Problem that carries the close code; `closed` always
 * resolves, with the close code and the result of MATCH_END if that came.
 */
export class Connection {
  onState = () => {};
  onPong = () => {};
  #socket;
  #heardMs = performance.now();
  #welcome;
  #refuse;
  #close;
  #result = null;

  /** @param credential token and the tank of choice, or resume_token */
  constructor(url, matchId, credential, openWithinMs) {
    this.#socket = new WebSocket(url);
    this.opened = new Promise((resolve, reject) => ([this.#welcome, this.#refuse] = [resolve, reject]));
    this.closed = new Promise(resolve => (this.#close = resolve));
    const tooLate = setTimeout(() => this.abandon(), openWithinMs);
    this.opened.then(() => clearTimeout(tooLate), () => clearTimeout(tooLate));
    this.#socket.onopen = () => this.#send({ type: "AUTH", match_id: matchId, ...credential });
    this.#socket.onmessage = event => this.#onFrame(JSON.parse(event.data));
    this.#socket.onclose = event => this.#onClosed(event.code);
  }

  /** How long nothing has been heard. */
  silentMs() {
    return performance.now() - this.#heardMs;
  }

  sendInput({ seq, throttle, turn, aim, fire, ability }) {
    if (this.#socket.bufferedAmount > BUFFERED_MAX_BYTES) return;
    this.#send({ type: "PLAYER_INPUT", seq, throttle, turn, aim, fire, ability });
  }

  sendPing() {
    this.#send({ type: "PING", t: Math.round(performance.now()) });
  }

  /** Gives it up at once: a browser tells of a dead line only after a long time. */
  abandon() {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
    this.#onClosed(LOST);
  }

  #send(frame) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #onFrame(frame) {
    this.#heardMs = performance.now();
    switch (frame.type) {
      case "WORLD_STATE": return this.onState(frame);
      case "PONG": return this.onPong(performance.now() - frame.t);
      case "AUTH_OK": return this.#welcome(frame);
      case "MATCH_END": this.#result = frame.result; return;
      case "ERROR": console.warn(`server: ${frame.code}: ${frame.message}`);
    }
  }

  #onClosed(code) {
    this.#refuse(new Problem(code, `The connection closed (${code}).`));
    this.#close({ code, result: this.#result });
  }
}

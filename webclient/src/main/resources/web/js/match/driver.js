import { Prediction } from "./prediction.js";

/**
 * Steps by the page's clock, as many a second as the server has ticks: each reads the controls, drives the own tank at once and tells
 * the server, under the number of the step. Between two steps the tank is drawn as if the next one were driven with what is held now,
 * so that it answers with the next frame.
 */
export class Driver {
  #controls;
  #send;
  #tickMs;
  #startMs = performance.now();
  #step = 0;
  #prediction;
  #ownId;
  #newest = null;

  /** @param send called with each input */
  constructor(welcome, mode, controls, send) {
    this.#controls = controls;
    this.#send = send;
    this.#tickMs = 1000 / welcome.tick_rate;
    this.#ownId = welcome.tank_id;
    this.#prediction = new Prediction(welcome, mode);
  }

  onState(state) {
    this.#newest = state.tanks.find(tank => tank.id === this.#ownId) ?? null;
    this.#prediction.onState(state);
  }

  /** The same seat over a new connection. */
  onBack() {
    this.#prediction.forget();
  }

  /** Makes the step that is due; steps that were missed are driven, and not sent: the server holds the input before. */
  advance(nowMs) {
    const due = Math.floor((nowMs - this.#startMs) / this.#tickMs) + 1;
    if (due <= this.#step) return;
    const input = this.#controls.read(this.#foreseen(nowMs) ?? this.#newest);
    this.#step = due;
    this.#prediction.drive(due, input);
    this.#send({ seq: due, ...input });
  }

  /** Puts the own tank of a scene where it is now; the others stay where the server had them. */
  place(scene, nowMs) {
    const pose = this.#foreseen(nowMs);
    if (!pose) return scene;
    return { ...scene, tanks: scene.tanks.map(tank => (tank.id === this.#ownId && tank.alive ? { ...tank, ...pose } : tank)) };
  }

  #foreseen(nowMs) {
    const share = (nowMs - this.#startMs) / this.#tickMs - (this.#step - 1);
    return this.#prediction.poseAt(Math.min(1, Math.max(0, share)), this.#controls.held(this.#newest));
  }
}

import { isSound, PredictedTank, rulesHash } from "../game.js";

const UNITS_PER_DEGREE = 65536 / 360;
const MM_PER_METRE = 1000;
const PERMILLE = 1000;
const WHOLE_STEP = 1024;
const NUMBERS_PER_TANK = 8;
/** In the order in which the game numbers them. */
const TANK_TYPES = ["light", "medium", "heavy"];

/**
 * The own tank ahead of the server, by the same rules: the game itself, compiled for the browser. Where the server plays by other
 * rules, or the browser computes otherwise, it foresees nothing, and the tank is drawn as the server tells.
 */
export class Prediction {
  #tank = null;
  #ownId;
  #mmPerTick;

  constructor(welcome, mode) {
    this.#ownId = welcome.tank_id;
    this.#mmPerTick = MM_PER_METRE / welcome.tick_rate;
    if (welcome.rules === rulesHash() && isSound()) this.#tank = new PredictedTank(welcome.map.id, mode);
  }

  /** Drives one step; an input as it is sent. */
  drive(step, input) {
    this.#tank?.drive(step, permille(input.throttle), permille(input.turn), units(input.aim));
  }

  onState(state) {
    // A server that does not tell the speed can be followed, not foreseen.
    if (!this.#tank || state.tanks.some(tank => tank.speed === undefined)) return;
    const numbers = new Int32Array(state.tanks.length * NUMBERS_PER_TANK);
    state.tanks.forEach((tank, i) => numbers.set([
      tank.id, TANK_TYPES.indexOf(tank.type), millimetres(tank.x), millimetres(tank.y), units(tank.hull), units(tank.turret),
      Math.round(tank.speed * this.#mmPerTick), tank.alive ? 1 : 0,
    ], i * NUMBERS_PER_TANK));
    this.#tank.state(state.tick, state.last_input_seq, this.#ownId, numbers);
  }

  /** After a gap in the connection. */
  forget() {
    this.#tank?.forget();
  }

  /** Where the own tank is after this share (0 to 1) of the next step, if the input stays; null if nobody can tell. */
  poseAt(share, input) {
    if (!this.#tank?.isDriving()) return null;
    const tank = this.#tank;
    tank.look(permille(input.throttle), permille(input.turn), units(input.aim), Math.round(share * WHOLE_STEP));
    return {
      x: tank.x() / MM_PER_METRE,
      y: tank.y() / MM_PER_METRE,
      hull: tank.hull() / UNITS_PER_DEGREE,
      turret: tank.turret() / UNITS_PER_DEGREE,
    };
  }
}

function permille(value) {
  return Math.round(value * PERMILLE);
}

function millimetres(metres) {
  return Math.round(metres * MM_PER_METRE);
}

function units(degrees) {
  return Math.round(degrees * UNITS_PER_DEGREE) & 0xffff;
}

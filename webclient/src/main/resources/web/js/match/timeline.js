const DELAY_TICKS = 3;
const STATES_MAX = 90;
const SNAP_METRES = 3;
const OFFSET_RISE = 0.02;

/**
 * The states of the last seconds, and the world between two of them. What is drawn lies three ticks in the past, so that there is
 * nearly always a later state to move towards.
 */
export class Timeline {
  #tickMs;
  #states = [];
  #offsetMs = null;
  #eventsDrawnTick = -1;
  #names = new Map();

  constructor(tickRate) {
    this.#tickMs = 1000 / tickRate;
  }

  add(state, nowMs) {
    const last = this.#states.at(-1);
    if (last && state.tick <= last.tick) return;
    this.#states.push(state);
    if (this.#states.length > STATES_MAX) this.#states.shift();
    // The fastest arrival tells the true offset; it may only rise slowly, so that one late state does not shake the picture.
    const offset = nowMs - state.tick * this.#tickMs;
    this.#offsetMs = this.#offsetMs === null || offset < this.#offsetMs ? offset : this.#offsetMs + (offset - this.#offsetMs) * OFFSET_RISE;
    for (const tank of state.tanks) this.#names.set(tank.id, tank.name);
  }

  /** The world to draw: tanks, shells, fresh events, ends_at_tick and the tick itself; null before the first state. */
  sceneAt(nowMs) {
    if (!this.#states.length) return null;
    const tick = (nowMs - this.#offsetMs) / this.#tickMs - DELAY_TICKS;
    let index = this.#states.length - 1;
    while (index > 0 && this.#states[index].tick > tick) index--;
    const from = this.#states[index];
    const to = this.#states[Math.min(index + 1, this.#states.length - 1)];
    const share = to === from ? 0 : Math.min(1, Math.max(0, (tick - from.tick) / (to.tick - from.tick)));
    return {
      tick,
      endsAtTick: from.ends_at_tick,
      objective: from.objective,
      tickMs: this.#tickMs,
      tanks: from.tanks.map(tank => between(tank, to.tanks.find(other => other.id === tank.id), share)),
      shells: from.shells.map(shell => shellBetween(shell, to.shells.find(other => other.id === shell.id), share)),
      events: this.#freshEvents(from.tick),
      names: this.#names,
    };
  }

  #freshEvents(tick) {
    const fresh = [];
    for (const state of this.#states) {
      if (state.tick <= this.#eventsDrawnTick || state.tick > tick) continue;
      fresh.push(...state.events);
    }
    this.#eventsDrawnTick = Math.max(this.#eventsDrawnTick, tick);
    return fresh;
  }
}

function between(a, b, share) {
  if (!b || a.alive !== b.alive || Math.hypot(b.x - a.x, b.y - a.y) > SNAP_METRES) return a;
  return { ...a, x: mix(a.x, b.x, share), y: mix(a.y, b.y, share), hull: mixAngle(a.hull, b.hull, share), turret: mixAngle(a.turret, b.turret, share) };
}

function shellBetween(a, b, share) {
  return b ? { ...a, x: mix(a.x, b.x, share), y: mix(a.y, b.y, share) } : a;
}

function mix(a, b, share) {
  return a + (b - a) * share;
}

function mixAngle(a, b, share) {
  const turn = ((b - a + 540) % 360) - 180;
  return a + turn * share;
}

const DRIVE_KEYS = {
  KeyW: ["throttle", 1], ArrowUp: ["throttle", 1], KeyS: ["throttle", -1], ArrowDown: ["throttle", -1],
  KeyA: ["turn", 1], ArrowLeft: ["turn", 1], KeyD: ["turn", -1], ArrowRight: ["turn", -1],
};

/** Which shell to load: the ability of the input. */
const ARMOUR_PIERCING = 0;
const HIGH_EXPLOSIVE = 1;

/** Keyboard and mouse. Reads what is held at the moment; a click shorter than one read still fires once. */
export class Controls {
  #arena;
  #held = new Set();
  #trigger = false;
  #tapped = false;
  #shell = ARMOUR_PIERCING;
  #ending = new AbortController();
  pointer = { x: innerWidth / 2, y: innerHeight / 2 };

  constructor(arena) {
    this.#arena = arena;
    const on = (type, handler) => addEventListener(type, handler, { signal: this.#ending.signal });
    on("keydown", event => this.#onKey(event, true));
    on("keyup", event => this.#onKey(event, false));
    on("pointermove", event => (this.pointer = { x: event.clientX, y: event.clientY }));
    on("pointerdown", event => this.#pull(event.button === 0));
    on("pointerup", () => (this.#trigger = false));
    on("contextmenu", event => event.preventDefault());
    // Keys that go up while another window has the focus are never heard of.
    on("blur", () => { this.#held.clear(); this.#trigger = false; });
  }

  /** The input to send: throttle and turn −1 … 1, aim in degrees in the world, the shell to load as the ability. */
  read(tank) {
    const input = this.held(tank);
    this.#tapped = false;
    return input;
  }

  /** What is held at the moment, left for the next read. */
  held(tank) {
    const input = { throttle: this.#axis("throttle"), turn: this.#axis("turn"), aim: 0, fire: this.#trigger || this.#tapped, ability: this.#shell };
    if (tank) {
      const target = this.#arena.toWorld(this.pointer);
      input.aim = Math.round(Math.atan2(target.y - tank.y, target.x - tank.x) * 18000 / Math.PI) / 100;
    }
    return input;
  }

  release() {
    this.#ending.abort();
  }

  #axis(name) {
    let sum = 0;
    for (const code of this.#held) if (DRIVE_KEYS[code][0] === name) sum += DRIVE_KEYS[code][1];
    return Math.sign(sum);
  }

  #onKey(event, down) {
    if (event.code === "Space") {
      event.preventDefault();
      if (!event.repeat) down ? this.#pull(true) : (this.#trigger = false);
    } else if (event.code === "KeyQ") {
      if (down && !event.repeat) this.#shell = this.#shell === ARMOUR_PIERCING ? HIGH_EXPLOSIVE : ARMOUR_PIERCING;
    } else if (event.code in DRIVE_KEYS) {
      event.preventDefault();
      down ? this.#held.add(event.code) : this.#held.delete(event.code);
    }
  }

  #pull(on) {
    if (!on) return;
    this.#trigger = true;
    this.#tapped = true;
  }
}

const LIFE_MS = { fire: 140, hit: 320, splash: 320, burst: 520, kill: 900, spawn: 700, escape: 700 };
const EFFECTS_MAX = 128;
const TRAIL_MAX = 420;
const TRAIL_MS = 5000;
const TRAIL_STEP_METRES = 0.7;

/** What flashes, burns and is left behind. Old ones make room for new ones. */
export class Effects {
  #effects = [];
  #trail = [];
  #lastPlace = new Map();

  clear() {
    this.#effects = [];
    this.#trail = [];
    this.#lastPlace.clear();
  }

  onEvent(event, scene, nowMs) {
    const tank = scene.tanks.find(candidate => candidate.id === (event.to ?? event.by));
    const at = event.type === "burst" ? event : tank;
    if (!at || !(event.type in LIFE_MS)) return;
    if (this.#effects.length >= EFFECTS_MAX) this.#effects.shift();
    this.#effects.push({ type: event.type, x: at.x, y: at.y, angle: (tank?.turret ?? 0) * Math.PI / 180, bornMs: nowMs });
  }

  drawBelow(g, tanks, nowMs) {
    for (const tank of tanks) this.#leaveTrack(tank, nowMs);
    this.#trail = this.#trail.filter(mark => nowMs - mark.bornMs < TRAIL_MS);
    for (const mark of this.#trail) {
      g.save();
      g.translate(mark.x, mark.y);
      g.rotate(mark.hull);
      g.fillStyle = `rgb(20 22 18 / ${22 * (1 - (nowMs - mark.bornMs) / TRAIL_MS)}%)`;
      g.fillRect(-0.3, -1.18, 0.6, 0.42);
      g.fillRect(-0.3, 0.76, 0.6, 0.42);
      g.restore();
    }
  }

  drawAbove(g, nowMs) {
    this.#effects = this.#effects.filter(effect => nowMs - effect.bornMs < LIFE_MS[effect.type]);
    for (const effect of this.#effects) {
      const age = (nowMs - effect.bornMs) / LIFE_MS[effect.type];
      if (effect.type === "fire") flash(g, effect, age);
      else if (effect.type === "hit" || effect.type === "splash") glow(g, effect, age, 1.3, "255 196 96");
      else if (effect.type === "burst") glow(g, effect, age, 4, "255 140 80");
      else if (effect.type === "kill") blast(g, effect, age);
      else ring(g, effect, age);
    }
  }

  #leaveTrack(tank, nowMs) {
    const last = this.#lastPlace.get(tank.id);
    if (!tank.alive) return void this.#lastPlace.delete(tank.id);
    if (last && Math.hypot(tank.x - last.x, tank.y - last.y) < TRAIL_STEP_METRES) return;
    this.#lastPlace.set(tank.id, { x: tank.x, y: tank.y });
    if (!last) return;
    if (this.#trail.length >= TRAIL_MAX) this.#trail.shift();
    this.#trail.push({ x: tank.x, y: tank.y, hull: tank.hull * Math.PI / 180, bornMs: nowMs });
  }
}

function flash(g, effect, age) {
  const x = effect.x + Math.cos(effect.angle) * 2.7;
  const y = effect.y + Math.sin(effect.angle) * 2.7;
  glow(g, { x, y }, age, 0.9, "255 226 150");
}

function blast(g, effect, age) {
  glow(g, effect, age, 3.6, "255 150 60");
  glow(g, effect, Math.min(1, age * 1.6), 2.2, "255 236 190");
  g.strokeStyle = `rgb(60 60 60 / ${70 * (1 - age)}%)`;
  g.lineWidth = 0.5;
  g.beginPath();
  g.arc(effect.x, effect.y, 1 + age * 3.2, 0, Math.PI * 2);
  g.stroke();
}

function ring(g, effect, age) {
  g.strokeStyle = `rgb(140 210 255 / ${80 * (1 - age)}%)`;
  g.lineWidth = 0.18;
  g.beginPath();
  g.arc(effect.x, effect.y, 3 - age * 1.2, 0, Math.PI * 2);
  g.stroke();
}

function glow(g, { x, y }, age, radius, colour) {
  const light = g.createRadialGradient(x, y, 0, x, y, radius * (0.6 + 0.4 * age));
  light.addColorStop(0, `rgb(${colour} / ${95 * (1 - age)}%)`);
  light.addColorStop(1, `rgb(${colour} / 0%)`);
  g.fillStyle = light;
  g.beginPath();
  g.arc(x, y, radius, 0, Math.PI * 2);
  g.fill();
}

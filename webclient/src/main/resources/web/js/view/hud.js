import { shownName } from "./names.js";

const BOARD_ROWS_MAX = 8;
const FEED_ROWS_MAX = 5;
const FEED_MS = 6000;
const REDRAW_MS = 100;
const TASKS = { reach: "Reach the vault", hold: "Hold the vault", escape: "Get to the exit" };

/** Score, armour, time, ping, place, scores and news over the arena. Touches the page at most ten times a second, but for where the own tank is. */
export class Hud {
  #own = -1;
  #drawnAtMs = 0;
  #armourMax = 1;
  #news = "";

  enter(welcome, place, city) {
    this.#own = welcome.tank_id;
    this.#armourMax = 1;
    const { dataset } = byId("arena");
    for (const old of ["ownX", "ownY", "ownHull", "tick"]) delete dataset[old];
    Object.assign(dataset, { match: place.match_id, region: place.region });
    byId("place").textContent = `${city} · ${new URL(place.websocket_url).host}`;
    byId("place").title = `Match ${place.match_id}`;
    byId("feed").replaceChildren();
    byId("objective").textContent = "";
    this.showNews("");
  }

  /** What stands above all until it is replaced by "", as that the connection is lost. */
  showNews(text) {
    this.#news = text;
    byId("notice").textContent = text;
  }

  showPing(ms) {
    byId("ping").textContent = `${Math.round(ms)} ms`;
  }

  draw(scene) {
    for (const event of scene.events) this.#onEvent(event, scene.names);
    const own = scene.tanks.find(tank => tank.id === this.#own);
    // Where the own tank is drawn, for assistive tools and tests.
    if (own) Object.assign(byId("arena").dataset, { ownX: own.x.toFixed(3), ownY: own.y.toFixed(3), ownHull: own.hull.toFixed(2), tick: Math.floor(scene.tick) });
    const now = performance.now();
    if (now - this.#drawnAtMs < REDRAW_MS) return;
    this.#drawnAtMs = now;
    byId("clock").textContent = clock((scene.endsAtTick - scene.tick) * scene.tickMs);
    this.#drawBoard(scene.tanks);
    if (scene.objective) byId("objective").textContent = task(scene.objective);
    if (!own) return;
    this.#armourMax = own.hp_max ?? Math.max(this.#armourMax, own.hp);
    byId("loaded").textContent = (own.loaded ?? "ap").toUpperCase();
    byId("score").textContent = own.score;
    byId("armour").value = own.hp / this.#armourMax;
    byId("notice").textContent = this.#news || (own.alive ? "" : own.escaped ? "You got out" : noReturn(scene.objective) ? "Destroyed – no lives are left" : "Destroyed – back in a moment");
  }

  #drawBoard(tanks) {
    const best = [...tanks].sort((a, b) => b.score - a.score || a.id - b.id).slice(0, BOARD_ROWS_MAX);
    byId("board").replaceChildren(...best.map(tank => {
      const line = document.createElement("li");
      line.className = tank.id === this.#own ? "own" : tank.bot ? "bot" : "";
      line.append(span(tank.id === this.#own ? "You" : shownName(tank.name)), span(tank.score));
      return line;
    }));
  }

  #onEvent(event, names) {
    const name = id => (id === this.#own ? "You" : shownName(names.get(id) || "?"));
    const news = { kill: () => `${name(event.by)} destroyed ${event.by === event.to ? "the own tank" : name(event.to)}`, escape: () => `${name(event.by)} got out` };
    if (!(event.type in news)) return;
    const line = Object.assign(document.createElement("li"), { textContent: news[event.type]() });
    byId("feed").append(line);
    while (byId("feed").children.length > FEED_ROWS_MAX) byId("feed").firstChild.remove();
    setTimeout(() => line.remove(), FEED_MS);
  }
}

/** What the people of a heist are to do now, how far they are, and how often they may still come back. */
function task({ phase, progress, lives, escaped, escapes_needed }) {
  const held = phase === "hold" ? ` ${Math.floor(progress * 100)} %` : "";
  const out = phase === "escape" ? ` ${escaped} of ${escapes_needed}` : "";
  return `${TASKS[phase] ?? phase}${held}${out} · lives ${lives}`;
}

function noReturn(objective) {
  return objective !== undefined && objective.lives === 0;
}

function clock(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function span(text) {
  return Object.assign(document.createElement("span"), { textContent: text });
}

function byId(id) {
  return document.getElementById(id);
}

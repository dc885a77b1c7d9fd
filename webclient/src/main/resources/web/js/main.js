// The player's path on the page, read from top to bottom: configuration → account → find → match → result → again.
import { Accounts } from "./account/accounts.js";
import { Finder } from "./find/finder.js";
import { measureRegions } from "./find/latency.js";
import { Connection } from "./match/connection.js";
import { Controls } from "./match/controls.js";
import { Timeline } from "./match/timeline.js";
import { Arena } from "./view/arena.js";
import { Gate } from "./view/gate.js";
import { Hud } from "./view/hud.js";
import { Sound } from "./view/sound.js";
import { problemText } from "./problem.js";

const INPUT_INTERVAL_MS = 1000 / 30;
const PING_INTERVAL_MS = 1000;

async function start() {
  const gate = new Gate();
  const arena = new Arena(document.getElementById("arena"));
  const hud = new Hud();
  const sound = new Sound();
  arena.showEmpty();

  const config = await (await fetch("client-config.json")).json();
  const accounts = new Accounts(config.auth_url, sessionStorage);
  const finder = new Finder(config.matchmaker_url, accounts);
  const latencies = measureRegions(config.regions);

  gate.showWelcome(accounts.current());
  gate.onAccount(async (action, username, password) => {
    if (action === "register") await accounts.register(username, password);
    return accounts.login(username, password);
  });
  gate.onPlay(async () => {
    if (!accounts.current()) await accounts.guest();
    const { mode, tank } = gate.choice();
    const place = await finder.find(mode, await latencies, waiting => gate.showWaiting(waiting));
    const result = await playMatch(place, tank, config.regions, arena, hud, sound, gate);
    gate.showResult(result);
  });
}

/** Plays one match; resolves with its result, rejects with a problem. */
async function playMatch(place, tank, regions, arena, hud, sound, gate) {
  const connection = new Connection(place.websocket_url, place.match_id, place.token, tank);
  const welcome = await connection.opened;
  const timeline = new Timeline(welcome.tick_rate);
  const controls = new Controls(arena);
  const region = regions.find(known => known.region === place.region);
  arena.enter(welcome.map, welcome.tank_id);
  hud.enter(welcome, place, region ? region.city : place.region);
  gate.hide();

  connection.onState = state => timeline.add(state, performance.now());
  connection.onPong = ms => hud.showPing(ms);
  const sending = setInterval(() => connection.sendInput(controls.read(timeline.ownTank(welcome.tank_id))), INPUT_INTERVAL_MS);
  const pinging = setInterval(() => connection.sendPing(), PING_INTERVAL_MS);
  let drawing = requestAnimationFrame(function draw(now) {
    drawing = requestAnimationFrame(draw);
    const scene = timeline.sceneAt(now);
    if (!scene) return;
    arena.draw(scene, controls, now);
    hud.draw(scene);
    sound.play(scene, welcome.tank_id);
  });

  try {
    return { ...(await connection.ended), own: welcome.player_id };
  } finally {
    clearInterval(sending);
    clearInterval(pinging);
    cancelAnimationFrame(drawing);
    controls.release();
  }
}

start().catch(error => new Gate().showProblem(problemText(error)));

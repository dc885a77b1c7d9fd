// The player's path on the page, read from top to bottom: configuration → account → find → match → result → again.
import { Accounts } from "./account/accounts.js";
import { Finder } from "./find/finder.js";
import { measureRegions } from "./find/latency.js";
import { Controls } from "./match/controls.js";
import { Driver } from "./match/driver.js";
import { Session } from "./match/session.js";
import { Timeline } from "./match/timeline.js";
import { Arena } from "./view/arena.js";
import { Gate } from "./view/gate.js";
import { Hud } from "./view/hud.js";
import { Sound } from "./view/sound.js";
import { problemText } from "./problem.js";

/** Frames make the steps; this makes them where no frame is drawn. */
const STEP_INTERVAL_MS = 1000 / 60;
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
    const find = async onWaiting => finder.find(mode, await latencies, onWaiting);
    const place = await find(waiting => gate.showWaiting(waiting));
    const result = await playMatch(place, mode, tank, () => find(() => {}), config.regions, arena, hud, sound, gate);
    gate.showResult(result);
  });
}

/** Plays one match; resolves with its result, rejects with a problem. */
async function playMatch(place, mode, tank, findAgain, regions, arena, hud, sound, gate) {
  const session = new Session(place, tank, findAgain);
  const welcome = await session.opened;
  const timeline = new Timeline(welcome.tick_rate);
  const controls = new Controls(arena);
  const driver = new Driver(welcome, mode, controls, input => session.sendInput(input));
  const region = regions.find(known => known.region === place.region);
  arena.enter(welcome.map, welcome.tank_id);
  hud.enter(welcome, place, region ? region.city : place.region);
  gate.hide();

  session.onState = state => {
    timeline.add(state, performance.now());
    driver.onState(state);
  };
  session.onPong = ms => hud.showPing(ms);
  session.onLost = () => hud.showNews("Connection lost – reconnecting…");
  session.onBack = () => {
    driver.onBack();
    hud.showNews("");
  };
  const stepping = setInterval(() => driver.advance(performance.now()), STEP_INTERVAL_MS);
  const pinging = setInterval(() => session.sendPing(), PING_INTERVAL_MS);
  let drawing = requestAnimationFrame(function draw(now) {
    drawing = requestAnimationFrame(draw);
    driver.advance(performance.now());
    const past = timeline.sceneAt(now);
    if (!past) return;
    const scene = driver.place(past, performance.now());
    arena.draw(scene, controls, now);
    hud.draw(scene);
    sound.play(scene, welcome.tank_id);
  });

  try {
    return { ...(await session.ended), own: welcome.player_id };
  } finally {
    clearInterval(stepping);
    clearInterval(pinging);
    cancelAnimationFrame(drawing);
    controls.release();
  }
}

start().catch(error => new Gate().showProblem(problemText(error)));

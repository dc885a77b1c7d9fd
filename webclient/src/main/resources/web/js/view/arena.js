import { Effects } from "./effects.js";
import { shownName } from "./names.js";
import { drawTank, TANK_METRES } from "./tank.js";

const VIEW_METRES = 34;
const CAMERA_EASE = 0.12;

/** The canvas: ground, walls, tanks, shells, effects. World metres have y upwards; the canvas has y downwards. */
export class Arena {
  #canvas;
  #context;
  #map = null;
  #own = -1;
  #scale = 20;
  #camera = { x: 0, y: 0 };
  #effects = new Effects();
  #ground = null;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d", { alpha: false });
    addEventListener("resize", () => this.#resize());
    this.#resize();
  }

  /** A ground without a map, behind the gate. */
  showEmpty() {
    this.#context.fillStyle = "#20262b";
    this.#context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  enter(map, ownId) {
    this.#map = map;
    this.#own = ownId;
    this.#effects.clear();
    this.#camera = { x: map.width / 2, y: map.height / 2 };
    this.#resize();
  }

  /** Where a point of the window lies in the world. */
  toWorld({ x, y }) {
    return {
      x: this.#camera.x + (x - innerWidth / 2) / this.#scale,
      y: this.#camera.y - (y - innerHeight / 2) / this.#scale,
    };
  }

  draw(scene, controls, nowMs) {
    const own = scene.tanks.find(tank => tank.id === this.#own);
    if (own) this.#follow(own);
    for (const event of scene.events) this.#effects.onEvent(event, scene, nowMs);
    const g = this.#context;
    g.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    g.fillStyle = "#0f1214";
    g.fillRect(0, 0, innerWidth, innerHeight);
    g.translate(innerWidth / 2, innerHeight / 2);
    g.scale(this.#scale, -this.#scale);
    g.translate(-this.#camera.x, -this.#camera.y);
    g.drawImage(this.#ground, 0, 0, this.#map.width, this.#map.height);
    this.#effects.drawBelow(g, scene.tanks, nowMs);
    for (const tank of scene.tanks) if (tank.alive) drawTank(g, tank, tank.id === this.#own);
    for (const shell of scene.shells) drawShell(g, shell);
    this.#effects.drawAbove(g, nowMs);
    for (const tank of scene.tanks) if (tank.alive) this.#drawLabel(g, tank);
    if (own?.alive) this.#drawSight(g, own, controls);
  }

  #follow(own) {
    const halfWidth = innerWidth / 2 / this.#scale;
    const halfHeight = innerHeight / 2 / this.#scale;
    const x = clampView(own.x, halfWidth, this.#map.width);
    const y = clampView(own.y, halfHeight, this.#map.height);
    this.#camera.x += (x - this.#camera.x) * CAMERA_EASE;
    this.#camera.y += (y - this.#camera.y) * CAMERA_EASE;
  }

  #drawLabel(g, tank) {
    const own = tank.id === this.#own;
    const label = own ? "You" : shownName(tank.name);
    g.save();
    g.translate(tank.x, tank.y + TANK_METRES * 0.62);
    g.scale(1, -1);
    g.font = `${own ? 700 : 500} 0.82px system-ui, sans-serif`;
    g.textAlign = "center";
    g.lineWidth = 0.16;
    g.strokeStyle = "rgb(0 0 0 / 65%)";
    g.fillStyle = own ? "#f0a93f" : tank.bot ? "#aab4bc" : "#ffffff";
    g.strokeText(label, 0, -0.35);
    g.fillText(label, 0, -0.35);
    const share = Math.max(0, Math.min(1, tank.hp / (tank.hp_max ?? 100)));
    g.fillStyle = "rgb(0 0 0 / 60%)";
    g.fillRect(-1.2, -0.12, 2.4, 0.2);
    g.fillStyle = share > 0.5 ? "#79c267" : share > 0.25 ? "#e8b23d" : "#e5574a";
    g.fillRect(-1.2, -0.12, 2.4 * share, 0.2);
    g.restore();
  }

  #drawSight(g, own, controls) {
    const at = this.toWorld(controls.pointer);
    const range = Math.max(2.5, Math.hypot(at.x - own.x, at.y - own.y));
    const angle = own.turret * Math.PI / 180;
    g.lineWidth = 0.07;
    g.strokeStyle = "rgb(255 255 255 / 16%)";
    g.setLineDash([0.4, 0.5]);
    g.beginPath();
    g.moveTo(own.x + Math.cos(angle) * 2.4, own.y + Math.sin(angle) * 2.4);
    g.lineTo(own.x + Math.cos(angle) * range, own.y + Math.sin(angle) * range);
    g.stroke();
    g.setLineDash([]);
    g.strokeStyle = "#f0a93f";
    g.lineWidth = 0.12;
    g.beginPath();
    g.arc(at.x, at.y, 0.65, 0, Math.PI * 2);
    g.moveTo(at.x - 1, at.y); g.lineTo(at.x - 0.35, at.y);
    g.moveTo(at.x + 0.35, at.y); g.lineTo(at.x + 1, at.y);
    g.moveTo(at.x, at.y - 1); g.lineTo(at.x, at.y - 0.35);
    g.moveTo(at.x, at.y + 0.35); g.lineTo(at.x, at.y + 1);
    g.stroke();
  }

  #resize() {
    this.#canvas.width = innerWidth * devicePixelRatio;
    this.#canvas.height = innerHeight * devicePixelRatio;
    this.#scale = Math.max(innerWidth / (VIEW_METRES * 1.4), innerHeight / VIEW_METRES);
    if (this.#map) this.#ground = paintGround(this.#map, this.#scale * devicePixelRatio);
    else this.showEmpty();
  }
}

function drawShell(g, shell) {
  const isExplosive = shell.kind === "he";
  const angle = shell.angle * Math.PI / 180;
  g.strokeStyle = isExplosive ? "rgb(255 130 90 / 55%)" : "rgb(255 214 140 / 55%)";
  g.lineWidth = isExplosive ? 0.26 : 0.16;
  g.beginPath();
  g.moveTo(shell.x - Math.cos(angle) * 1.6, shell.y - Math.sin(angle) * 1.6);
  g.lineTo(shell.x, shell.y);
  g.stroke();
  g.fillStyle = isExplosive ? "#ffb199" : "#fff3d6";
  g.beginPath();
  g.arc(shell.x, shell.y, isExplosive ? 0.3 : 0.2, 0, Math.PI * 2);
  g.fill();
}

/** Ground and walls never change: painted once per map and size. */
function paintGround(map, pixelsPerMetre) {
  const ground = document.createElement("canvas");
  const scale = Math.min(pixelsPerMetre, 4096 / Math.max(map.width, map.height));
  ground.width = Math.ceil(map.width * scale);
  ground.height = Math.ceil(map.height * scale);
  const g = ground.getContext("2d");
  g.scale(scale, scale);
  g.fillStyle = "#353d36";
  g.fillRect(0, 0, map.width, map.height);
  speckle(g, map);
  g.strokeStyle = "rgb(255 255 255 / 3%)";
  g.lineWidth = 0.05;
  for (let x = 0; x <= map.width; x += 4) line(g, x, 0, x, map.height);
  for (let y = 0; y <= map.height; y += 4) line(g, 0, y, map.width, y);
  for (const zone of map.zones ?? []) drawZone(g, zone);
  for (const wall of map.walls) {
    g.fillStyle = "rgb(0 0 0 / 35%)";
    g.fillRect(wall.x + 0.25, wall.y - 0.25, wall.w, wall.h);
  }
  for (const wall of map.walls) {
    g.fillStyle = "#5b6570";
    g.fillRect(wall.x, wall.y, wall.w, wall.h);
    g.fillStyle = "#77828d";
    g.fillRect(wall.x + 0.18, wall.y + 0.18, Math.max(0, wall.w - 0.36), Math.max(0, wall.h - 0.36));
  }
  g.strokeStyle = "#0c0f11";
  g.lineWidth = 0.6;
  g.strokeRect(0, 0, map.width, map.height);
  return ground;
}

function drawZone(g, zone) {
  const colour = zone.kind === "vault" ? "240 169 63" : "121 194 103";
  g.fillStyle = `rgb(${colour} / 14%)`;
  g.fillRect(zone.x, zone.y, zone.w, zone.h);
  g.strokeStyle = `rgb(${colour} / 55%)`;
  g.lineWidth = 0.15;
  g.setLineDash([0.8, 0.6]);
  g.strokeRect(zone.x, zone.y, zone.w, zone.h);
  g.setLineDash([]);
}

function speckle(g, map) {
  // A fixed seed: the same ground each time.
  let seed = 7;
  const random = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);
  for (let i = 0; i < 1400; i++) {
    g.fillStyle = random() < 0.5 ? "rgb(255 255 255 / 2.5%)" : "rgb(0 0 0 / 7%)";
    g.beginPath();
    g.ellipse(random() * map.width, random() * map.height, 0.2 + random() * 1.3, 0.2 + random() * 0.9, random() * 3, 0, Math.PI * 2);
    g.fill();
  }
}

function line(g, x1, y1, x2, y2) {
  g.beginPath();
  g.moveTo(x1, y1);
  g.lineTo(x2, y2);
  g.stroke();
}

function clampView(value, half, size) {
  return size <= half * 2 ? size / 2 : Math.min(size - half, Math.max(half, value));
}

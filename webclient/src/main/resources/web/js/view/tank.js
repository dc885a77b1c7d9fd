/** Length of a hull as it is drawn. */
export const TANK_METRES = 3.4;

/** How large a type is drawn, beside the medium one; its hull is as wide as its disc in the game. */
const SIZES = { light: 0.84, medium: 1, heavy: 1.2 };

const PAINTS = ["#4f8fd6", "#d6604f", "#5fb574", "#b77bd1", "#d1b04f", "#4fb8b8", "#d17ba6", "#8f9bd6"];

/** Where there are teams, they are told apart by colour: people, then bots. */
const TEAM_PAINTS = { 1: "#4f8fd6", 2: "#d6604f" };

/** Draws one tank at its place; y is upwards. */
export function drawTank(g, tank, own) {
  const paint = own ? "#f0a93f" : TEAM_PAINTS[tank.team] ?? PAINTS[tank.id % PAINTS.length];
  g.save();
  g.translate(tank.x, tank.y);
  const size = SIZES[tank.type] ?? 1;
  g.scale(size, size);
  g.fillStyle = "rgb(0 0 0 / 30%)";
  g.save();
  g.translate(0.18, -0.18);
  g.rotate(tank.hull * Math.PI / 180);
  g.fillRect(-1.75, -1.2, 3.5, 2.4);
  g.restore();
  g.rotate(tank.hull * Math.PI / 180);
  drawTracks(g, tank);
  g.fillStyle = shade(paint, -18);
  g.beginPath();
  g.roundRect(-1.6, -0.85, 3.2, 1.7, 0.25);
  g.fill();
  g.fillStyle = paint;
  g.beginPath();
  g.roundRect(-1.4, -0.68, 2.7, 1.36, 0.2);
  g.fill();
  g.fillStyle = shade(paint, 22);
  g.fillRect(1, -0.5, 0.18, 1);
  if (tank.type === "heavy") {
    g.fillStyle = shade(paint, -30);
    g.fillRect(-1.4, -0.98, 2.7, 0.24);
    g.fillRect(-1.4, 0.74, 2.7, 0.24);
  }
  g.rotate((tank.turret - tank.hull) * Math.PI / 180);
  g.fillStyle = shade(paint, -38);
  g.fillRect(0.4, -0.14, 2, 0.28);
  g.fillRect(2.1, -0.2, 0.34, 0.4);
  g.fillStyle = shade(paint, 12);
  g.strokeStyle = shade(paint, -40);
  g.lineWidth = 0.08;
  g.beginPath();
  g.ellipse(0, 0, 0.86, 0.7, 0, 0, Math.PI * 2);
  g.fill();
  g.stroke();
  g.fillStyle = shade(paint, -25);
  g.beginPath();
  g.arc(-0.25, 0.18, 0.22, 0, Math.PI * 2);
  g.fill();
  g.restore();
}

/** Tracks whose links move with the way that the tank has gone. */
function drawTracks(g, tank) {
  const hull = tank.hull * Math.PI / 180;
  const way = tank.x * Math.cos(hull) + tank.y * Math.sin(hull);
  for (const side of [-1.2, 0.75]) {
    g.fillStyle = "#22272b";
    g.fillRect(-1.75, side, 3.5, 0.45);
    g.fillStyle = "#3a4249";
    const start = ((way % 0.5) + 0.5) % 0.5;
    for (let x = -1.75 + 0.5 - start; x < 1.7; x += 0.5) g.fillRect(x, side, 0.16, 0.45);
  }
}

function shade(hex, percent) {
  const channel = at => Math.max(0, Math.min(255, parseInt(hex.slice(at, at + 2), 16) + Math.round(2.55 * percent)));
  return `rgb(${channel(1)} ${channel(3)} ${channel(5)})`;
}

import { problemText } from "../problem.js";
import { shownName } from "./names.js";

const ENDINGS = { time_limit: "Time is up", kill_limit: "Match won", escaped: "You got away", wiped: "Nobody got away", empty: "Match over", aborted: "The server stopped" };

/** What stands before and after a match: play, account, result, problems. */
export class Gate {
  #play = byId("play");
  #again = byId("again");
  #problem = byId("problem");

  constructor() {
    byId("toggle-account").onclick = () => (byId("account").hidden = !byId("account").hidden);
  }

  showWelcome(account) {
    this.#setState("welcome");
    byId("welcome").hidden = false;
    byId("result").hidden = true;
    if (account?.username) byId("who").textContent = `You play as ${account.username}.`;
  }

  /** The mode and the type of tank that are chosen. */
  choice() {
    const form = new FormData(byId("choice"));
    return { mode: form.get("mode"), tank: form.get("tank") };
  }

  /** Calls back with "login" or "register", name and password. */
  onAccount(handler) {
    byId("account").onsubmit = event => {
      event.preventDefault();
      const form = new FormData(event.target);
      this.#guard(event.submitter, async () => {
        const account = await handler(event.submitter?.value || "login", form.get("username"), form.get("password"));
        event.target.reset();
        event.target.hidden = true;
        this.showWelcome(account);
      });
    };
  }

  /** Calls back for each match that is wanted; one at a time. Until then the page is not ready to play, and its button says so. */
  onPlay(handler) {
    for (const button of [this.#play, this.#again]) button.onclick = () => this.#guard(button, handler);
    this.#play.disabled = false;
    this.#play.focus();
  }

  showWaiting() {
    for (const button of [this.#play, this.#again]) button.textContent = "A server is starting…";
  }

  showResult(result) {
    byId("welcome").hidden = true;
    byId("result").hidden = false;
    const scores = [...result.scores].sort((a, b) => b.score - a.score);
    const place = scores.findIndex(score => score.player_id === result.own);
    byId("result-title").textContent = `${ENDINGS[result.reason] || "Match over"}${place === 0 && scores.length > 1 ? " – you won!" : ""}`;
    byId("result-rows").replaceChildren(...scores.map(score => row(score, score.player_id === result.own)));
    this.#setState("result");
    this.#again.focus();
  }

  showProblem(text) {
    this.#problem.textContent = text;
    this.#problem.hidden = false;
    this.#setState("problem");
  }

  hide() {
    this.#problem.hidden = true;
    this.#setState("playing");
  }

  async #guard(button, work) {
    if (button) button.disabled = true;
    this.#problem.hidden = true;
    try {
      await work();
    } catch (error) {
      if (problemText(error)) this.showProblem(problemText(error));
    } finally {
      if (button) button.disabled = false;
      this.#play.textContent = "Play";
      this.#again.textContent = "Play again";
    }
  }

  #setState(state) {
    document.body.dataset.state = state;
  }
}

function row(score, own) {
  const line = document.createElement("tr");
  if (own) line.className = "own";
  for (const text of [own ? "You" : shownName(score.player_id), score.kills, score.deaths, score.score]) {
    line.append(Object.assign(document.createElement("td"), { textContent: text }));
  }
  return line;
}

function byId(id) {
  return document.getElementById(id);
}

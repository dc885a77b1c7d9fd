const QUIET_AFTER_METRES = 40;
const VOICES_MAX = 8;

/** Shots and blasts out of filtered noise; M turns them on and off. Nothing is loaded. */
export class Sound {
  #context = null;
  #noise = null;
  #voices = 0;
  #on = true;

  constructor() {
    addEventListener("pointerdown", () => this.#open(), { once: true });
    addEventListener("keydown", event => { if (event.code === "KeyM" && !event.repeat) this.#turn(!this.#on); });
  }

  play(scene, ownId) {
    if (!this.#context || !this.#on || !scene.events.length) return;
    const own = scene.tanks.find(tank => tank.id === ownId);
    for (const event of scene.events) {
      const at = scene.tanks.find(tank => tank.id === (event.to ?? event.by)) || own;
      const metres = own && at ? Math.hypot(at.x - own.x, at.y - own.y) : 0;
      const loudness = Math.max(0, 1 - metres / QUIET_AFTER_METRES) ** 2;
      if (event.type === "fire") this.#burst(900, 0.12, 0.25 * loudness);
      if (event.type === "hit") this.#burst(2400, 0.08, 0.2 * loudness);
      if (event.type === "burst") this.#burst(420, 0.4, 0.45 * loudness);
      if (event.type === "kill") this.#burst(280, 0.7, 0.6 * loudness);
    }
  }

  /** Off, it costs nothing: the audio thread sleeps. */
  #turn(on) {
    this.#on = on;
    if (on) this.#context?.resume();
    else this.#context?.suspend();
  }

  #open() {
    this.#context = new AudioContext();
    const samples = this.#context.sampleRate;
    this.#noise = this.#context.createBuffer(1, samples, samples);
    const data = this.#noise.getChannelData(0);
    for (let i = 0; i < data.length; i++) data[i] = Math.random() * 2 - 1;
    this.#turn(this.#on);
  }

  #burst(hertz, seconds, loudness) {
    if (loudness < 0.01 || this.#voices >= VOICES_MAX) return;
    const now = this.#context.currentTime;
    const source = new AudioBufferSourceNode(this.#context, { buffer: this.#noise });
    const filter = new BiquadFilterNode(this.#context, { type: "lowpass", frequency: hertz });
    const gain = new GainNode(this.#context, { gain: loudness });
    gain.gain.exponentialRampToValueAtTime(0.001, now + seconds);
    source.connect(filter).connect(gain).connect(this.#context.destination);
    this.#voices++;
    source.onended = () => this.#voices--;
    source.start(now, Math.random() * 0.3, seconds);
  }
}

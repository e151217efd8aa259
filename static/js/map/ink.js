/** The colours of the canvas: the tokens of the style sheet as they stand now, for light, dark and forced colours. */

const TOKENS = {
  desk: "--desk", card: "--card", line: "--line", edge: "--line-strong", ink: "--ink", faint: "--ink-faint", soft: "--ink-soft",
  focus: "--focus", accent: "--accent", claim: "--claim-ink", evidence: "--evidence-ink", counterclaim: "--counterclaim-ink",
  warn: "--warn", implicit: "--implicit-ink", support: "--support", warrant: "--warrant", attack: "--attack", undercut: "--undercut", rephrase: "--rephrase",
};
const TAG_COLORS = ["red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"];
const FORCED = { desk: "Canvas", card: "Canvas", focus: "Highlight", accent: "Highlight" };

export class Ink extends EventTarget {
  /** @param {HTMLElement} root where the tokens are read */
  constructor(root) {
    super();
    this.probe = document.createElement("i");
    this.probe.hidden = true;
    root.append(this.probe);
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.forced = matchMedia("(forced-colors: active)");
    for (const query of [this.dark, this.forced]) query.addEventListener("change", () => this.renew());
    new MutationObserver(() => this.renew()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.read();
  }

  read() {
    const style = getComputedStyle(this.probe);
    /** @type {Record<keyof TOKENS, string>} */
    this.colours = {};
    for (const [name, token] of Object.entries(TOKENS)) {
      this.probe.style.color = this.forced.matches ? (FORCED[name] ?? "CanvasText") : `var(${token})`;
      this.colours[name] = style.color;
    }
    /** @type {Record<string, string>} of tags, which say something: no forced colour takes their place */
    this.tags = {};
    this.probe.style.forcedColorAdjust = "none";
    for (const name of TAG_COLORS) {
      this.probe.style.color = `var(--tag-${name}-ink)`;
      this.tags[name] = style.color;
    }
    this.probe.style.forcedColorAdjust = "";
    this.family = style.fontFamily;
  }

  renew() {
    this.read();
    this.dispatchEvent(new Event("change"));
  }
}

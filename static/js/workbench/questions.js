/**
 * The critical questions of one link: that under which the selected node is shown. Each is open, answered by a node, or
 * raised as an objection; what is missing of the scheme stands before them. Told from the store, so that every edit shows.
 */
import { made } from "../made.js";
import { createDrawer } from "./drawer.js";
import { fillAround } from "./fill_around.js";
import { linkAsked } from "./question_links.js";
import { rowOf } from "./question_row.js";

/**
 * @param {HTMLElement} panel
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, server: any, actions: any, pick: Function,
 *   leave: () => void}} tools
 */
export function createQuestions(panel, { store, state, server, actions, pick, leave }) {
  const body = panel.querySelector(".drawer-body");
  const count = panel.querySelector("output");
  const { schemes } = store;
  /** @type {Map<string, string>} what is being written, by link and question, until it is sent or cancelled */
  const writing = new Map();
  let link = null; // the id of the one whose questions are shown

  const post = (verb, values) => server.post(`/links/${link}/${verb}/`, values, undefined, { once: true });

  function show() {
    const active = body.contains(document.activeElement) ? document.activeElement : null;
    const held = active?.closest("[data-name]")?.dataset.name;
    const row = store.links.get(link);
    const fresh = made("div", {}, ...(row ? contentOf(row) : [hint("Select a node that bears on another one: the questions of its link stand here.")]));
    const stayed = fillAround(body, fresh, active?.closest("[data-draft]"));
    count.textContent = row ? wordsOf(row) : "";
    if (held && !stayed) focusOn(held);
  }

  function wordsOf(row) {
    const { scheme, open } = schemes.wordsOf(store.tree.itemOfLink.get(link));
    const relation = `${numbersOf(row.premises)} ${row.type}${row.premises.length > 1 ? "" : "s"} ${row.target_node ? store.numberOf(row.target_node) : "a link"}`;
    return [relation, scheme, open].filter(Boolean).join(" · ");
  }

  const numbersOf = (premises) => premises.map(({ node }) => store.numberOf(node)).join(", ");

  function contentOf(row) {
    if (row.type !== "support") return [hint(`Critical questions belong to what supports; this link is ${row.type === "attack" ? "an attack" : "a rephrase"}.`)];
    const scheme = schemes.of(row);
    const choose = button(row.scheme ? "Choose another scheme…" : "Choose a scheme…", () => actions.scheme(link));
    const none = row.scheme ? `“${row.scheme}” is a scheme of your own: it has no critical questions.` : "This link follows no scheme yet. A scheme brings the questions that test it.";
    if (!scheme) return [hint(none), ...(store.map.editable ? [choose] : [])];
    const asked = schemes.questionsOf(row).map((one) => rowOf(one, { store, desk }));
    return [...missingOf(row), made("ol", { className: "question-list" }, ...asked)];
  }

  function missingOf(row) {
    const missing = schemes.missing(row);
    if (!missing.length) return [];
    const rows = missing.map(({ role, text }) => {
      const words = made("span", {}, `${text ?? role} `, made("span", { className: "role" }, role));
      const line = made("li", {}, words);
      line.dataset.name = role;
      if (store.map.editable) line.append(button("Add as implicit premise", () => post("premises", { role }), `Add as implicit premise: ${role}`));
      return line;
    });
    return [made("h3", {}, "Premises that are missing"), made("ul", { className: "missing-list" }, ...rows)];
  }

  /** What the rows of questions do. */
  const desk = {
    writing,
    draftOf: (name) => `${link} ${name}`,
    editable: store.map.editable,
    show,
    go: (node) => {
      drawer.makeRoom();
      state.select(node, { from: "questions" });
    },
    async raise({ name }) {
      const answer = await post("raise", { question: name });
      const made_ = answer && Object.values(answer.links).find((one) => one?.premises.some(({ role }) => role === name));
      if (made_) actions.edit(made_.premises.find(({ role }) => role === name).node);
    },
    answerBy({ name, question, place }) {
      const [own, wasNarrow] = [link, drawer.makeRoom()];
      const sources = store.nodes.has(place) ? [place] : [];
      pick({ prompt: `Choose the node that answers: “${question.text}”`, sources, accept: "node" }, async ({ node }) => {
        await post("answer", { question: name, node });
        if (wasNarrow) open(own);
      });
    },
    answerIn: ({ name }, text) => post("answer", { question: name, text }),
    reopen: ({ name }) => post("reopen", { question: name }),
  };

  /** After an edit the same question has the focus, on what can be done with it now; else the one before it. */
  function focusOn(name) {
    const row = [...body.querySelectorAll("[data-name]")].find((one) => one.dataset.name === name);
    (row?.querySelector("textarea, button") ?? body.querySelector("button") ?? panel.querySelector("h2")).focus();
  }

  function follow() {
    if (!drawer.isOpen()) return;
    link = linkAsked(store, state.selected, link);
    show();
  }

  /** @param {string} [id] of the link; without, that of the selected node */
  function open(id) {
    link = id ?? linkAsked(store, state.selected, link);
    schemes.complete().then(() => drawer.isOpen() && show(), () => (count.textContent = "The catalogue of schemes could not be read: check the connection, then open this again."));
    show();
    drawer.open();
  }

  const drawer = createDrawer(panel, null, { leave });
  store.addEventListener("change", () => drawer.isOpen() && (store.links.has(link) ? show() : follow()));
  state.addEventListener("select", follow);
  /** @param {string} [id] the same link once more closes it */
  const toggle = (id) => (drawer.isOpen() && (!id || id === link) ? drawer.close() : open(id));
  return { open, toggle };
}

const hint = (text) => made("p", { className: "help" }, text);

/** @param {string} words @param {() => any} run @param {string} [label] for those who do not see where it stands */
function button(words, run, label) {
  const element = made("button", { type: "button", className: "button plain small" }, words);
  if (label) element.setAttribute("aria-label", label);
  element.addEventListener("click", run);
  return element;
}

/** One critical question of a link: how it stands, who takes it up, and what can be done about it. */
import { made } from "../made.js";

const STATES = { open: "open", answered: "answered", raised: "objection raised" };

/**
 * @param {import("./schemes.js").Asked} asked
 * @param {{store: import("./store.js").Store, desk: any}} tools ``desk``: what the buttons do
 * @returns {HTMLElement}
 */
export function rowOf(asked, { store, desk }) {
  const { name, question, state } = asked;
  const row = made("li", {}, made("p", { className: "question" }, question.text ?? question.slug.replaceAll("-", " ")));
  row.dataset.name = name;
  const sign = made("span", { className: `chip question-${state}` }, STATES[state]);
  row.append(made("p", { className: "help" }, sign, ` ${effectOf(question, state)}`));
  const takers = asked.takenUp.flatMap((link) => link.premises.filter(({ role }) => role === name || link.premises.length === 1));
  if (takers.length) row.append(made("ul", {}, ...takers.map(({ node }) => takerOf(node, store, desk))));
  if (desk.editable) row.append(desk.writing.has(desk.draftOf(name)) ? formOf(asked, desk) : buttonsOf(asked, desk));
  return row;
}

/** What an objection does, or did. */
function effectOf({ aim, role }, state) {
  const effect = { premise: ["attacks", `the premise “${role}”`], link: ["undercuts", "the link"], conclusion: ["attacks", "the conclusion"] }[aim];
  if (state === "answered") return "";
  return state === "raised" ? `It ${effect.join(" ")}.` : `An objection ${effect.join(" ")}.`;
}

function takerOf(node, store, desk) {
  const words = made("span", { className: "problem-words", dir: "auto" }, store.nodes.get(node)?.text ?? "");
  const go = made("button", { type: "button", className: "problem-place" }, made("span", {}, made("span", { className: "number" }, store.numberOf(node)), " ", words));
  go.addEventListener("click", () => desk.go(node));
  return made("li", {}, go);
}

function buttonsOf(asked, desk) {
  const label = asked.question.text ?? asked.question.slug;
  const act = (words, run) => {
    const button = made("button", { type: "button", className: "button plain small" }, words);
    button.setAttribute("aria-label", `${words}: ${label}`);
    button.addEventListener("click", run);
    return button;
  };
  if (asked.state !== "open") return made("p", { className: "row-buttons" }, act("Open again", () => desk.reopen(asked)));
  return made("p", { className: "row-buttons" },
    act("Raise objection", () => desk.raise(asked)),
    act("Answer with a node…", () => desk.answerBy(asked)),
    act("Answer in your words…", () => {
      desk.writing.set(desk.draftOf(asked.name), "");
      desk.show();
    }));
}

function formOf(asked, desk) {
  const draft = desk.draftOf(asked.name);
  const keep = (words) => desk.writing.set(draft, words);
  const field = made("textarea", { rows: 2, value: desk.writing.get(draft), required: true });
  field.setAttribute("aria-label", `Answer to: ${asked.question.text ?? asked.question.slug}`);
  field.addEventListener("input", () => keep(field.value));
  const cancel = made("button", { type: "button", className: "button plain small" }, "Cancel");
  const form = made("form", {}, field, made("p", { className: "row-buttons" }, made("button", { className: "button small primary" }, "Add the answer"), cancel));
  form.dataset.draft = draft;
  const end = () => {
    desk.writing.delete(draft);
    desk.show();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    end();
    if ((await desk.answerIn(asked, text)) || desk.writing.has(draft)) return;
    keep(text); // it was refused
    desk.show();
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !field.value.trim()) end(); // words stay, and Escape closes the panel
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  cancel.addEventListener("click", end);
  return form;
}

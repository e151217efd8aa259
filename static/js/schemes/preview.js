/** What a scheme says, for who chooses one: its premises with their roles, its conclusion and an example. */
import { made } from "../made.js";

/** @param {import("./catalogue.js").Scheme} scheme @returns {HTMLElement[]} */
export function previewOf(scheme) {
  return scheme.premises.length ? previewOfInference(scheme) : previewOfAttack(scheme);
}

function previewOfInference({ slug, name, premises, conclusion, questions, example }) {
  const rows = premises.map(({ role, text }) => made("li", {}, text, " ", made("span", { className: "role" }, role)));
  const so = made("li", { className: "so" }, made("b", {}, "So: "), conclusion);
  const link = made("a", { href: `/schemes/#${slug}`, target: "_blank", rel: "noopener" }, `${questions.length} critical questions, in the catalogue`);
  const said = made("p", { className: "example" }, made("b", {}, "For example: "), example.slice(0, -1).join(" "), " So: ", example.at(-1));
  return [made("h3", {}, name), made("ul", {}, ...rows, so), said, made("p", { className: "help" }, link)];
}

function previewOfAttack({ name, conclusion }) {
  const help = conclusion ? "AIF’s name for this objection. Where the scheme of what is attacked asks for it, it raises that critical question." : "One of AIF’s names for attacks.";
  return [made("h3", {}, name), ...(conclusion ? [made("p", {}, conclusion)] : []), made("p", { className: "help" }, help)];
}

/** @param {string} name @returns {HTMLElement[]} */
export function previewOfOwn(name) {
  return [made("h3", { dir: "auto" }, name), made("p", { className: "help" }, "A scheme of your own: it has no premises and critical questions to offer.")];
}

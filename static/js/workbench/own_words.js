/** A node in the analyst's own words: what the author leaves unsaid, or what no passage says. */
import { MARKS } from "./actions.js";

/**
 * @param {{store: any, state: any, actions: any, close: () => void, added: () => void}} tools ``added``: after the node
 *   stands in the page
 * @returns {HTMLElement}
 */
export function ownWordsForm({ store, state, actions, close, added }) {
  const form = document.createElement("form");
  const target = store.nodes.get(state.target);
  const toTarget = target ? ` ${store.numberOf(target.id)}` : "";
  form.className = "form";
  form.innerHTML = `
    <h2 id="dialog-title">A node in your own words</h2>
    <div class="field"><label for="own-text">What it says</label><textarea id="own-text" rows="3" required autofocus></textarea></div>
    <div class="field"><label for="own-mark">What it is</label><select id="own-mark"></select></div>
    <div class="field"><label><input type="checkbox" id="own-implicit"> Implicit: the author leaves it unsaid</label></div>
    <p class="buttons end"><button type="button" class="button plain" data-close>Cancel</button><button class="button primary">Add</button></p>`;
  const choice = form.querySelector("#own-mark");
  for (const [key, { label, hint, to }] of Object.entries(MARKS)) {
    if (to && to !== "join" && !target) continue;
    if (to === "join" && !state.linkToJoin(store)) continue;
    const chosen = Boolean(target) && key === "s";
    choice.append(new Option(`${label}: ${hint.replace("the target", `the target${toTarget}`)}`, key, chosen, chosen));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = form.querySelector("#own-text").value.trim();
    if (!text) return;
    close();
    actions.mark(choice.value, { text, implicit: form.querySelector("#own-implicit").checked });
    added();
  });
  return form;
}

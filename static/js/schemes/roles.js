/**
 * The roles of a link's premises: a choice of the scheme's roles for each, or a role of one's own, and which premises of
 * the scheme no node takes. What the analyst has given stays, as far as it is no role of the scheme that was left.
 */
import { made } from "../made.js";

const OWN = "\u0000own"; // no role can be called so

/** @param {HTMLElement} fieldset */
export function createRoles(fieldset) {
  const missing = fieldset.querySelector(".scheme-missing");
  const suggested = new Set(); // fields whose role nobody has chosen yet
  const former = new Set(); // roles of schemes that were chosen before
  const left = new Map(); // field → a role of these, which comes back with its scheme
  let scheme = null;
  const rows = [...fieldset.querySelectorAll("[data-role]")].map((field) => {
    const label = fieldset.querySelector(`label[for="${field.id}"]`);
    const choice = made("select", { id: `${field.id}-choice` });
    label.htmlFor = choice.id;
    field.removeAttribute("list");
    field.setAttribute("aria-label", `Own ${label.textContent.trim().replace(/^R/, "r")}`);
    field.before(choice);
    choice.addEventListener("change", () => {
      suggested.delete(field);
      left.delete(field);
      if (choice.value !== OWN) field.value = choice.value;
      else if (roles().includes(field.value)) field.value = "";
      field.hidden = choice.value !== OWN;
      if (!field.hidden) field.focus();
      showMissing();
    });
    field.addEventListener("input", () => suggested.delete(field));
    field.addEventListener("change", () => show());
    return { field, choice };
  });

  const roles = () => scheme?.premises.map(({ role }) => role) ?? [];

  /**
   * The scheme's roles are on offer from now on. @param {import("./catalogue.js").Scheme|null} chosen
   * @param {boolean} fresh whether somebody has just chosen it: then roles are suggested where that is clear
   * @returns {string} what was done about roles, in sentences; or ""
   */
  function follow(chosen, fresh) {
    for (const role of roles()) former.add(role);
    scheme = chosen;
    const said = fresh ? suggest() : "";
    show();
    return said;
  }

  function suggest() {
    const given = rows.map(({ field }) => (suggested.has(field) ? "" : field.value || left.get(field) || ""));
    suggested.clear();
    left.clear();
    rows.forEach(({ field }, place) => {
      const role = given[place];
      field.value = roles().includes(role) || !former.has(role) ? role : "";
      if (role && !field.value) left.set(field, role);
    });
    const free = roles().filter((role) => rows.every(({ field }) => field.value !== role));
    const bare = rows.filter(({ field }) => !field.value);
    if (bare.length && bare.length === free.length) {
      bare.forEach(({ field }, place) => {
        field.value = free[place];
        suggested.add(field);
      });
    }
    return [
      left.size && `Not kept, for only the former scheme has ${left.size === 1 ? "this role" : "these roles"}: ${[...left.values()].join(", ")}.`,
      suggested.size && (suggested.size === 1 ? `The role “${free[0]}” is suggested.` : "Roles are suggested by position: change them where they do not fit."),
    ].filter(Boolean).join(" ");
  }

  function show() {
    for (const { field, choice } of rows) {
      const own = field.value !== "" && !roles().includes(field.value);
      choice.replaceChildren(new Option("no role", ""), ...roles().map((role) => new Option(role, role)), new Option("a role of your own…", OWN));
      choice.value = own ? OWN : field.value;
      field.hidden = !own;
    }
    showMissing();
  }

  function showMissing() {
    if (!missing) return;
    const ticked = new Set([...missing.querySelectorAll(":checked")].map(({ value }) => value));
    const taken = rows.map(({ field }) => field.value);
    const only = rows.length === 1 && roles().length === 1; // whatever its role is called
    const lacking = only ? [] : (scheme?.premises ?? []).filter(({ role }) => !taken.includes(role));
    missing.replaceChildren(...lacking.map(({ role, text }) => {
      const box = made("input", { type: "checkbox", name: "add", value: role, checked: ticked.has(role) });
      return made("label", {}, box, made("span", {}, `Add the missing premise “${text}” (${role}) as an implicit node`));
    }));
  }

  return { follow };
}

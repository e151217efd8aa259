/**
 * Starts the behaviours that a page names: `data-module="dialog"` on an element calls `start(element)` of that module.
 * The table is fixed, and each `import()` has a literal, so that the hashed names of static files hold.
 */
import "./announce.js";
import "./requests.js";

/** @type {Record<string, () => Promise<{start: (element: any) => void}>>} */
const MODULES = {
  back: () => import("./back.js"),
  busy: () => import("./busy.js"),
  copy: () => import("./copy.js"),
  dialog: () => import("./dialog.js"),
  import: () => import("./import.js"),
  intake: () => import("./intake.js"),
  menu: () => import("./menu.js"),
  scheme: () => import("./schemes/picker.js"),
  tags: () => import("./tags.js"),
  theme: () => import("./theme.js"),
  toasts: () => import("./toasts.js"),
  workbench: () => import("./workbench/main.js"),
};

const started = new WeakMap();

/** @param {Element} element */
async function startOne(element) {
  const names = (element.getAttribute("data-module") ?? "").split(/\s+/).filter(Boolean);
  const done = started.get(element) ?? new Set();
  started.set(element, done);
  for (const name of names) {
    if (done.has(name)) continue;
    done.add(name);
    if (!(name in MODULES)) throw new Error(`No module is called “${name}”.`);
    (await MODULES[name]()).start(element);
  }
}

/** @param {ParentNode & Node} root */
function startAll(root) {
  if (root instanceof Element && root.hasAttribute("data-module")) startOne(root);
  for (const element of root.querySelectorAll("[data-module]")) startOne(element);
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(/** @type {CustomEvent} */ (event).detail.elt));

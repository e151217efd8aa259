/**
 * The panel of comments: threads and forms come from the server, and again after each edit while it is open. What is
 * typed stays through that, through a reload, and where the connection fails; what is sent waits in the queue of edits.
 */
import { createDrawer } from "./drawer.js";
import { newId } from "./ids.js";
import { completeMentions } from "./mention_box.js";

const REST = 200; // milliseconds after an edit, so that a row of edits asks once

/**
 * @param {HTMLElement} panel @param {HTMLElement} opener
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, server: any, leave: () => void,
 *   showPassage: (passage: string) => void}} tools ``leave`` takes the focus back to what shows the argument
 */
export function createComments(panel, opener, { store, state, server, leave, showPassage }) {
  const body = panel.querySelector(".drawer-body");
  const count = panel.querySelector("output");
  const url = `${store.map.url}comments/`;
  const drafts = createDrafts(`argmap:comments:${store.map.id}`);
  /** @type {Object<string, string|number>} what a new comment is about, as the server's forms name it */
  let about = {};
  let wish = ""; // selector of what gets the focus once it is there
  let asked = null;
  let timer = 0;
  const drawer = createDrawer(panel, opener, { leave, opened: read });
  completeMentions(body);

  /** What the filters say; at first the open threads of everybody. */
  function filters() {
    const form = body.querySelector(".comment-filters");
    return form ? Object.fromEntries(new FormData(form)) : {};
  }

  async function read(chosen = filters()) {
    asked?.abort();
    asked = new AbortController();
    if (!body.children.length) count.textContent = "Looking for comments…";
    try {
      const response = await fetch(`${url}?${new URLSearchParams({ ...chosen, ...about })}`, { headers: { "HX-Request": "true" }, signal: asked.signal });
      if (response.status === 404 && Object.keys(about).length) return void again(); // what it was about is gone
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      fill(await response.text());
    } catch (error) {
      if (error.name !== "AbortError") count.textContent = "The comments could not be read; they are read again after the next edit.";
    }
  }

  function again() {
    about = {};
    return read();
  }

  function fill(html) {
    const held = body.contains(document.activeElement) ? document.activeElement : null;
    const ends = held?.matches("textarea") ? [held.selectionStart, held.selectionEnd] : null;
    const place = held && [...body.querySelectorAll(".thread")].indexOf(held.closest(".thread"));
    const open = [...body.querySelectorAll("details[open]")].map(({ id }) => id);
    const top = body.scrollTop;
    body.innerHTML = html;
    for (const id of open) body.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    drafts.fill(body);
    body.scrollTop = top;
    const number = Number(body.querySelector(".comment-filters").dataset.count);
    count.textContent = number ? `${number.toLocaleString("en")} open` : "None is open.";
    const next = wish ? body.querySelector(wish) : held && (body.querySelector(`#${CSS.escape(held.id)}`) ?? near(place));
    wish = "";
    if (next?.matches("textarea")) next.closest("details")?.setAttribute("open", "");
    next?.focus();
    if (ends && next?.id === held?.id) next.setSelectionRange(...ends);
  }

  /** What has the focus where its thread is not shown any more. */
  function near(place) {
    const places = [...body.querySelectorAll(".comment-place")];
    return places[Math.min(Math.max(place, 0), places.length - 1)] ?? panel.querySelector("h2");
  }

  async function send(form) {
    const text = form.elements.text.value.trim();
    if (!text) return form.elements.text.focus();
    const values = { ...Object.fromEntries(new FormData(form)), id: newId(), text };
    const { draft, url: to } = form.dataset;
    drafts.drop(draft);
    form.elements.text.value = "";
    const isNew = draft.startsWith("new");
    if (!isNew) form.closest("details").open = false;
    wish = isNew ? `#${CSS.escape(form.elements.text.id)}` : `#open-${CSS.escape(draft)}`;
    if (!isNew) form.closest("details").querySelector("summary").focus();
    if (await server.post(to, values)) return;
    drafts.keep(draft, text); // refused: the words stand in their form again
    read();
  }

  function go({ node, link, passage }) {
    const item = link ? store.tree.itemOfLink.get(link) : null;
    const id = node || item?.node?.id || item?.members[0]?.node.id;
    if (!id && !passage) return;
    drawer.makeRoom();
    if (passage) showPassage(passage);
    else state.select(id, { from: "comments" });
  }

  body.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.matches(".comment-form")) send(event.target);
  });
  body.addEventListener("input", ({ target }) => target.matches("textarea") && drafts.keep(target.form.dataset.draft, target.value));
  body.addEventListener("change", (event) => event.target.closest(".comment-filters") && read());
  body.addEventListener("click", ({ target }) => {
    const opened = target.closest("summary")?.parentElement;
    if (opened) setTimeout(() => opened.open && opened.querySelector("textarea").focus()); // the click opens it first
    const place = target.closest(".comment-place");
    if (place) return go(place.dataset);
    const button = target.closest("[data-do]");
    if (button?.dataset.do === "map") return again();
    if (button) server.post(button.dataset.url, {}, undefined, { once: true });
  });
  body.addEventListener("keydown", (event) => {
    const form = event.target.closest(".comment-form");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) form.requestSubmit();
  });
  server.events.addEventListener("answer", () => {
    if (!drawer.isOpen()) return;
    clearTimeout(timer);
    timer = setTimeout(read, REST);
  });

  /** @param {Object<string, any>} place whatever new comments shall be about @param {Object<string, string>} shown */
  function show(place, shown, focus) {
    about = place;
    wish = focus;
    if (!drawer.isOpen()) return openWith(shown);
    panel.querySelector("h2").focus(); // what is typed until the form is there shall not be taken for keys
    return read(shown);
  }

  function openWith(shown) {
    body.replaceChildren();
    drawer.open();
    return read(shown);
  }

  return {
    toggle: () => (drawer.isOpen() ? drawer.close() : show({}, {}, "")),
    /** Begins a comment on a node, a link or a passage; on the map for an empty place. */
    write: (place) => show(place, {}, ".comment-new textarea"),
    /** Shows one comment, among all. */
    one: (id) => show({}, { show: "all" }, `#comment-${CSS.escape(id)}`),
    /** Shows what is said of one thing. */
    on: (place) => show(place, { show: "all", here: "true" }, ".comment-place"),
  };
}

/** Words that are not sent yet, for this tab, each by the name of its form. */
function createDrafts(key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  const save = () => sessionStorage.setItem(key, JSON.stringify(kept));
  return {
    keep(name, text) {
      kept[name] = text;
      save();
    },
    drop(name) {
      delete kept[name];
      save();
    },
    fill(body) {
      for (const form of body.querySelectorAll(".comment-form")) {
        const text = kept[form.dataset.draft];
        if (text === undefined || text === form.elements.text.defaultValue) continue;
        form.elements.text.value = text;
        form.closest("details")?.setAttribute("open", "");
      }
    },
  };
}

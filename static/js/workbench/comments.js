/**
 * The panel of comments: threads and forms come from the server, and again after each edit while it is open. What is
 * typed stays through that, through a reload, and where the connection fails; what is sent waits in the queue of edits.
 */
import { made } from "../made.js";
import { createDrafts } from "./comment_drafts.js";
import { createDrawer } from "./drawer.js";
import { fillAround } from "./fill_around.js";
import { createFocusWish } from "./focus_wish.js";
import { newId } from "./ids.js";
import { completeMentions } from "./mention_box.js";
import { createReread } from "./reread.js";

/**
 * @param {HTMLElement} panel @param {HTMLElement} opener
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, server: any, leave: () => void,
 *   showPassage: (passage: string) => void}} tools ``leave`` takes the focus back to what shows the argument
 */
export function createComments(panel, opener, { store, state, server, leave, showPassage }) {
  const body = panel.querySelector(".drawer-body");
  const count = panel.querySelector("output");
  const url = `${store.map.url}comments/`;
  const drafts = createDrafts(body, `argmap:comments:${store.map.id}`);
  const wish = createFocusWish(body);
  /** @type {Object<string, string|number>} what a new comment is about, as the server's forms name it */
  let about = {};
  /** @type {Object<string, string>|null} what the filters shall say, until the list that was asked for is there */
  let wanted = null;
  let shown = ""; // the list as the server gave it last
  const drawer = createDrawer(panel, opener, { leave });
  completeMentions(body);

  /** What the filters say; at first the open threads of everybody. */
  function filtersNow() {
    const form = body.querySelector(".comment-filters");
    return wanted ?? (form ? Object.fromEntries(new FormData(form)) : {});
  }

  /** The form in which somebody writes. */
  const formInUse = () => (body.contains(document.activeElement) ? document.activeElement.closest(".comment-form") : null);

  const read = createReread(server, {
    isOpen: drawer.isOpen,
    headers: { "HX-Request": "true" },
    address() {
      if (!body.children.length) count.textContent = "Looking for comments…";
      const thread = formInUse()?.closest(".thread");
      return `${url}?${new URLSearchParams({ ...filtersNow(), ...about, ...(thread && { writing: thread.dataset.thread }) })}`;
    },
    take: async (response) => {
      const html = await response.text();
      return () => fill(html);
    },
    failed({ status }) {
      if (status === 404 && Object.keys(about).length) return void again(); // what it was about is gone
      wish.make();
      count.textContent = "The comments could not be read; they are read again after the next edit.";
    },
  });

  function again() {
    about = {};
    return read();
  }

  function fill(html) {
    const held = body.contains(document.activeElement) ? document.activeElement : null;
    const place = held && [...body.querySelectorAll(".thread")].indexOf(held.closest(".thread"));
    const open = drafts.open();
    const top = body.scrollTop;
    const form = formInUse();
    if (html !== shown) fillAround(body, made("template", { innerHTML: html }).content, form);
    shown = html;
    drafts.fill(open);
    body.scrollTop = top;
    wanted = null;
    const number = Number(body.querySelector(".comment-filters").dataset.count);
    count.textContent = number ? `${number.toLocaleString("en")} open` : "None is open.";
    if (form && !form.isConnected) keepWords(form);
    const next = wish.take() ?? (held?.isConnected ? null : held && (body.querySelector(`#${CSS.escape(held.id)}`) ?? near(place)));
    if (next?.matches("textarea")) next.closest("details").open = true;
    next?.focus();
  }

  /** The words of a form whose thread is gone become those of a new comment. */
  function keepWords({ elements: { text } }) {
    const form = body.querySelector(".comment-new .comment-form");
    const isKept = form && text.value.trim() && drafts.putBack(form.dataset.draft, text.value);
    if (isKept) count.textContent = "The comment that you were writing on was deleted: your words stand in a new comment now.";
  }

  /** What has the focus where its thread is not shown any more. */
  function near(place) {
    const threads = [...body.querySelectorAll(".thread")];
    return threads[Math.min(Math.max(place, 0), threads.length - 1)]?.querySelector("button, summary") ?? panel.querySelector("h2");
  }

  async function send(form) {
    const field = form.elements.text;
    const text = field.value.trim();
    if (!text) return field.focus();
    const values = { ...Object.fromEntries(new FormData(form)), id: newId(), text };
    const { draft, url: to } = form.dataset;
    drafts.drop(draft);
    field.value = "";
    const details = form.closest("details");
    if (draft.startsWith("new")) field.focus(); // for the next one
    else {
      details.open = false;
      details.querySelector("summary").focus();
    }
    if (await server.post(to, values)) return;
    drafts.putBack(draft, text);
    if (drawer.isOpen()) read();
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
  body.addEventListener("change", ({ target }) => {
    if (!target.closest(".comment-filters")) return;
    wanted = null;
    read();
  });
  body.addEventListener("click", ({ target }) => {
    const opened = target.closest("summary")?.parentElement;
    if (opened) setTimeout(() => opened.open && opened.querySelector("textarea").focus()); // the click opens it first
    const place = target.closest(".comment-place");
    if (place) return go(place.dataset);
    const button = target.closest("[data-do]");
    if (button?.dataset.do === "map") {
      wish.make(".comment-new textarea");
      again();
    } else if (button) server.post(button.dataset.url, {}, undefined, { once: true });
  });
  body.addEventListener("keydown", (event) => {
    const form = event.target.closest(".comment-form");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) form.requestSubmit();
  });

  /** @param {Object<string, any>} place whatever new comments shall be about @param {Object<string, string>} filters what they shall say */
  function show(place, filters, focus) {
    [about, wanted] = [place, filters];
    if (drawer.isOpen()) panel.querySelector("h2").focus(); // what is typed until the form is there shall not be taken for keys
    else {
      body.replaceChildren();
      shown = "";
      drawer.open();
    }
    wish.make(focus);
    return read();
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

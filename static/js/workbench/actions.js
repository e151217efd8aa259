/**
 * What a person can do with nodes and links: one function each, used by keys, menus, buttons and clicks.
 * Every action sends one edit; where the outcome is known, the page shows it before the server has answered.
 */
import { newId } from "./ids.js";
import { topmost } from "./shown_items.js";
import { createTwin, twinOf } from "./twin.js";

/**
 * What each marking key makes: DESIGN §5. ``to``: on what the link bears; null: it is no link but the target itself.
 */
export const MARKS = {
  c: { label: "Claim", kind: "claim", type: null, hint: "becomes the target" },
  s: { label: "Supports", kind: "claim", type: "support", to: "target", hint: "a claim that supports the target" },
  a: { label: "Attacks", kind: "claim", type: "attack", to: "target", hint: "a claim that attacks the target" },
  e: { label: "Evidence", kind: "evidence", type: "support", to: "target", hint: "evidence that supports the target" },
  x: { label: "Counter", kind: "counterclaim", type: "attack", to: "target", hint: "a counterclaim that attacks the target" },
  u: { label: "Undercuts", kind: "claim", type: "attack", to: "link", hint: "a claim that undercuts the target's own link" },
  j: { label: "Joins", kind: null, type: null, to: "join", hint: "a co-premise in the link made last" },
};

/**
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, post: Function, can: Function, relink: any,
 *   voice: {say: Function, warn: Function}, pick: Function, openForm: (url: string) => void,
 *   textOf: (span: import("./store.js").Span) => string}} tools
 */
export function createActions({ store, state, post, can, voice, pick, relink, openForm, textOf }) {
  const nodeUrl = (id, verb) => `/nodes/${id}/${verb}/`;
  const linkUrl = (id, verb) => `/links/${id}/${verb}/`;
  const mapUrl = (verb) => `${store.map.url}${verb}/`;
  const markAgain = createTwin({ store, state, post, voice });

  /** The link or node on which a mark bears; says in one sentence why there is none. */
  function aim(mark) {
    if (!mark.to) return {};
    if (mark.to === "join") {
      const link = state.linkToJoin(store);
      if (!link) return void voice.warn("There is no link yet to join: first mark a passage with s, a, e or x.");
      return { link, join_link: link.id };
    }
    const target = store.nodes.get(state.target);
    if (!target) return void voice.warn("There is no target yet: mark a claim with c, or select a node and press t.");
    if (mark.to === "target") return { target_node: target.id };
    const own = store.ownLink(target.id);
    if (!own) return void voice.warn("The target bears on nothing, so there is no link to undercut; choose another target with t.");
    return { target_link: own.id };
  }

  /**
   * A new node from a passage or in own words.
   * @param {string} key of MARKS
   * @param {{article: string, start: number, end: number, text: string}|{text: string, implicit?: boolean}} source
   */
  function mark(key, source) {
    const kindOf = MARKS[key];
    const aimed = aim(kindOf);
    if (!aimed) return null;
    const twin = twinOf(store, source);
    if (twin) return markAgain(twin, kindOf.type, aimed);
    const { link: joined, ...target } = aimed;
    const kind = kindOf.kind ?? store.nodes.get(joined.premises[0].node)?.kind ?? "claim";
    const id = newId();
    const linkId = kindOf.type ? newId() : null;
    const { text, revision, parts = [], ...passage } = source;
    const node = { ...emptyNode(id, kind, source), author: store.map.user };
    const links = {};
    if (linkId) links[linkId] = emptyLink(linkId, kindOf.type, id, target);
    if (joined) links[joined.id] = { ...joined, premises: [...joined.premises, { node: id, role: "" }] };
    const values = { id, kind, type: kindOf.type, link_id: linkId, ...target, ...passage };
    if (source.article === undefined) values.text = text;
    if (parts.length) values.parts = asField(parts);
    if (!values.implicit) delete values.implicit;
    const before = { target: state.target, selected: state.selected, link: state.lastLink };
    const sent = post(mapUrl("nodes"), values, { nodes: { [id]: node }, links });
    if (linkId) state.remember(linkId);
    if (key === "c") state.setTarget(id);
    state.select(id, { from: "mark" });
    return sent.then((answer) => answer ?? restore(before, id, linkId));
  }

  /** What the reader looked at before a mark that was refused. */
  function restore(before, id, linkId) {
    if (state.lastLink === linkId) state.remember(before.link);
    if (!store.nodes.has(state.target)) state.setTarget(before.target);
    if (state.selected === id) state.select(before.selected, { from: "mark" });
    return null;
  }

  async function undo(verb) {
    if (!can(verb)) return voice.say(`There is nothing to ${verb}.`);
    const answer = await post(mapUrl(verb), {}, undefined, { once: true, quiet: true });
    if (!answer) return;
    voice.tell(`${verb === "undo" ? "Undone" : "Redone"}: ${answer.message}`);
    const shown = Object.entries(answer.nodes).find(([, node]) => node);
    if (shown) state.select(shown[0], { from: verb });
  }

  /** What is sent to put a node under another parent, or onto a link. */
  const target = (chosen) => (chosen.link ? { target_link: chosen.link } : { target_node: chosen.node });

  const actions = {
    mark,
    undo: () => undo("undo"),
    redo: () => undo("redo"),
    target: (id) => {
      state.setTarget(id);
      voice.say(`The target is now ${store.numberOf(id)}.`);
    },
    edit: (id) => openForm(nodeUrl(id, "edit")),
    spans: (id) => openForm(nodeUrl(id, "spans")),
    remove: (id) => openForm(nodeUrl(id, "delete")),
    exportBranch: (id) => openForm(`${mapUrl("export")}?node=${id}`),
    retype: (id, kind) => post(nodeUrl(id, "kind"), { kind }),
    set: (id, field, on) => post(nodeUrl(id, "toggle"), { field, on }),
    /** Marks a passage, with its parts, beside the argument. @returns {Promise<string|null>} the id of the first */
    highlight: ({ article, revision, start, end, parts = [] }) => {
      const id = newId();
      const expected = parts.length ? undefined : { highlights: { [id]: { id, article, revision, start, end, note: "" } } };
      return post(mapUrl("highlights"), { id, article, start, end, parts: asField(parts) }, expected).then((answer) => answer && id);
    },
    note: (id) => openForm(`/highlights/${id}/note/`),
    addSpan: (id, { article, start, end, parts = [] }) => post(nodeUrl(id, "passages"), { article, start, end, parts: asField(parts) }),
    move: (id, link) =>
      pick({ prompt: "Choose the new parent: a node, or the sign of a link.", source: id, accept: "both" }, (chosen) =>
        post(nodeUrl(id, "move"), { link, ...target(chosen) }),
      ),
    merge: (id) =>
      pick({ prompt: "Choose the node that is the same; it is merged into this one.", source: id, accept: "node" }, (chosen) =>
        post(nodeUrl(id, "merge"), { node: chosen.node }),
      ),
    linkTo: (id, type) =>
      pick(
        { prompt: `Choose what it ${type}s: a node${type === "rephrase" ? "" : ", or the sign of a link"}.`, source: id, accept: type === "rephrase" ? "node" : "both" },
        (chosen) => {
          const linkId = newId();
          state.remember(linkId);
          return post(mapUrl("links"), { id: linkId, type, premises: [id], ...target(chosen) });
        },
      ),
    duplicate: (item, whole) => {
      const id = newId();
      return show(id, post(nodeUrl(item.node.id, "duplicate"), { id, link: item.link?.id, whole: whole || null }));
    },
    /** @param {string} id @param {{first: string, second: string, version?: string}} halves what they say */
    splitNode: (id, halves) => {
      const twin = newId();
      return show(twin, post(nodeUrl(id, "split"), { ...halves, id: twin }));
    },
    retypeAll: (ids, kind) => post(mapUrl("selection/kind"), { nodes: ids.join(" "), kind }),
    tagAll: (ids) => {
      const links = [...new Set(ids.map((id) => store.ownLink(id)?.id).filter(Boolean))];
      return openForm(`${mapUrl("selection/tags")}?nodes=${ids.join("+")}&links=${links.join("+")}`);
    },
    removeAll: (ids) => openForm(`${mapUrl("selection/delete")}?nodes=${ids.join("+")}`),
    moveAll: (ids) => {
      const nodes = topmost(store.tree, ids);
      pick({ prompt: `Choose the new parent of ${nodes.length} nodes: a node, or the sign of a link.`, sources: nodes, accept: "both" }, (chosen) =>
        moveUnder(nodes, target(chosen)),
      );
    },
    wrapAll: (ids) =>
      pick({ prompt: `Choose what these ${ids.length} nodes support only together.`, sources: ids, accept: "both" }, (chosen) => {
        const linkId = newId();
        state.remember(linkId);
        return post(mapUrl("selection/wrap"), { nodes: ids.join(" "), link_id: linkId, ...target(chosen) });
      }),
    moveUnder,
    /** @param {string[]} ids @param {import("./relink.js").Zone} zone chosen first, then the item */
    relink: (ids, zone) => {
      const nodes = topmost(store.tree, ids);
      const what = zone === "before" || zone === "after" ? `${zone} which it stands` : zone === "joins" ? "with which it works only together" : `that it ${zone === "undercuts" ? "undercuts: the premise of a link" : zone}`;
      pick({ prompt: `Choose the node ${what}.`, sources: nodes, accept: "node" }, (chosen) => relink.put(nodes, store.tree.itemOfNode.get(chosen.node), zone));
    },
    editLink: (id) => openForm(linkUrl(id, "edit")),
    scheme: (id) => openForm(linkUrl(id, "scheme")),
    removeLink: (id) => openForm(linkUrl(id, "delete")),
    retypeLink: (id, type) => post(linkUrl(id, "type"), { type }),
    onLink: (linkId, type) =>
      pick({ prompt: `Choose the node that ${type === "attack" ? "undercuts" : "warrants"} this link.`, accept: "node" }, (chosen) =>
        post(mapUrl("links"), { id: newId(), type, premises: [chosen.node], target_link: linkId }),
      ),
    joinWith: (link) =>
      pick({ prompt: "Choose the premise that works only together with this one.", accept: "node" }, (chosen) => {
        const other = chosen.shownUnder && store.links.get(chosen.shownUnder);
        const same = other && other.id !== link.id && other.type === link.type && other.target_node === link.target_node && other.target_link === link.target_link;
        return post(linkUrl(link.id, "join"), same ? { link: other.id } : { node: chosen.node });
      }),
    split: (linkId, nodeId) => post(linkUrl(linkId, "split"), { node: nodeId }),
    order: (item, step) => reorder(item, step),
    copyQuote: (id) => copyQuote(store.nodes.get(id)),
    copyPassage,
    copyAddress: (id) => copy(`${location.origin}${store.map.url}#node-${id}`, "The address of this node"),
  };

  /** @param {string[]} nodes @param {{target_node?: string, target_link?: string, type?: string}} where */
  function moveUnder(nodes, where) {
    const links = nodes.map((id) => store.ownLink(id)?.id ?? "-"); // a root stands under no link
    return post(mapUrl("selection/move"), { nodes: nodes.join(" "), links: links.join(" "), ...where });
  }

  /** Selects what an edit has made, once it is there. */
  async function show(id, sent) {
    const answer = await sent;
    if (answer && store.nodes.has(id)) state.select(id, { from: "made" });
    return answer;
  }

  /** Puts an item one place up (-1) or down (1) among its siblings. */
  function reorder(item, step) {
    const { tree } = store;
    const siblings = item.parent
      ? [item.parent.members, item.parent.onLink, item.parent.children].find((group) => group.includes(item))
      : tree.roots;
    const from = siblings.indexOf(item);
    const to = from + step;
    if (to < 0 || to >= siblings.length) return void voice.say("It is already at the end of its siblings.");
    const order = [...siblings];
    [order[from], order[to]] = [order[to], order[from]];
    const url = mapUrl("order");
    if (!item.parent) return post(url, { nodes: order.map((one) => one.node.id) });
    if (item.parent.members.includes(item)) {
      return post(url, { link: item.link.id, nodes: order.map((one) => one.node.id) });
    }
    return post(url, { links: order.map((one) => one.link.id) });
  }

  function copyQuote(node) {
    const [span] = node.spans;
    copy(span ? cited(textOf(span), span.article) : `“${node.text}”`, "The quote with its source");
  }

  function copyPassage({ article, start, end, text }) {
    const address = `${location.origin}${store.map.url}#passage-${article}-${start}-${end}`;
    copy(`${cited(text, article)}\n${address}`, "The quote with its source and address");
  }

  /** The quote with its citation: author, title, publication, date, address. */
  function cited(quote, articleId) {
    const { author, title, publication, published, url } = store.articles.get(articleId);
    return `“${quote}” (${[author, title, publication, published, url].filter(Boolean).join(", ")})`;
  }

  function copy(text, what) {
    navigator.clipboard.writeText(text).then(
      () => voice.say(`${what} is copied.`),
      () => voice.warn("The browser did not allow copying."),
    );
  }
  return actions;
}

/** More passages of one node, as the form takes them. */
function asField(parts) {
  return parts.map(({ article, start, end }) => `${article}:${start}-${end}`).join(" ");
}

function emptyNode(id, kind, { text, implicit = false, parts = [], ...passage }) {
  const spans = [passage, ...parts]
    .filter(({ article }) => article !== undefined)
    .map(({ article, revision, start, end }) => ({ id: newId(), article, revision, start, end }));
  return { id, kind, text, main: false, implicit, evidence_type: "", attribution: "", sources: 0, note: false,
    confidence: null, tags: [], position: null, spans, comments: 0, open_comments: 0 };
}

function emptyLink(id, type, node, { target_node = null, target_link = null }) {
  return { id, type, premises: [{ node, role: "" }], target_node, target_link, scheme: "", tags: [], position: null,
    comments: 0, open_comments: 0 };
}

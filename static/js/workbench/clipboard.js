/**
 * Branches on the clipboard, as an Argmap file: on the system's clipboard for other programs and computers, and in this
 * browser with what the file cannot say (the map it comes from, how its nodes bore on their parents, whether it was cut).
 */
import { newId } from "./ids.js";
import { inside, meansNode } from "./keys.js";
import { send } from "./server.js";
import { topmost } from "./shown_items.js";

const KEPT = "argmap:clipboard";
const several = (nodes) => (nodes.length === 1 ? "1 branch" : `${nodes.length} branches`);

/** @param {{store: any, state: any, voice: any, post: Function, moveUnder: Function,
 *   several: () => string[]}} tools */
export function createClipboard({ store, state, voice, post, moveUnder, several: selected }) {
  const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? "null");

  function keep(record) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(record));
      return true;
    } catch {
      voice.warn("This branch is too large to copy; export it instead.");
      return false;
    }
  }

  /** Copies or cuts the selected branches. @returns {boolean} false where the key means selected words */
  function take(item, event, cut) {
    if (!meansNode(event)) return false;
    const chosen = selected();
    const nodes = topmost(store.tree, chosen.includes(item.node.id) ? chosen : [item.node.id]);
    const text = contentOf(nodes);
    const system = toSystem(text);
    text.then(
      async (content) => {
        const { id: map, title, url } = store.map;
        const record = { text: content, map, title, url, cut, nodes, tops: topsOf(nodes), system: await system };
        if (keep(record)) voice.tell(`${cut ? "Cut: pasting moves" : "Copied:"} ${several(nodes)}. Select where to put it, then press Ctrl+V.`);
      },
      (error) => voice.warn(error.message),
    );
    return true;
  }

  async function contentOf(nodes) {
    const response = await fetch(`${store.map.url}branches/?nodes=${nodes.join("+")}`, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error((await response.json().catch(() => null))?.error ?? "The server could not copy this; try again.");
    return response.text();
  }

  /** @returns {Promise<boolean>} whether the system's clipboard has it: not on pages without https */
  async function toSystem(text) {
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": text.then((content) => new Blob([content], { type: "text/plain" })) })]);
      return true;
    } catch {
      return false;
    }
  }

  const linkOf = (node) => store.tree.itemOfNode.get(node)?.link ?? null;

  /** How the nodes bear on what they are pasted under: as on their old parents; co-premises stay together. */
  function topsOf(nodes) {
    const groups = new Map();
    for (const node of nodes) {
      const link = linkOf(node);
      const key = link?.id ?? node;
      const usual = store.nodes.get(node).kind === "counterclaim" ? "attack" : "support";
      if (!groups.has(key)) groups.set(key, { type: link?.type ?? usual, nodes: [] });
      groups.get(key).nodes.push(node);
    }
    return [...groups.values()];
  }

  /** @param {any} record of ``take``, or only ``{text}`` where it comes from elsewhere */
  function put(record) {
    const target = store.nodes.get(state.selected);
    if (record.cut && record.map === store.map.id) return move(record, target);
    const id = newId();
    const values = { content: { file: record.text }, tops: record.tops && JSON.stringify(record.tops), id, target_node: target?.id };
    return post(`${store.map.url}paste/`, values, undefined, { quiet: record.cut }).then((answer) => {
      if (!answer) return undefined;
      state.select(id, { from: "paste" });
      return record.cut && takeOut(record, answer.message);
    });
  }

  /** What was cut leaves the map it comes from, now that it stands in this one: one step there, one here. */
  async function takeOut(record, pasted) {
    keep({ ...record, cut: false });
    try {
      await send(`${record.url}selection/delete/`, { nodes: record.nodes.join(" "), whole: true });
      voice.tell(`Moved from “${record.title}”: ${pasted}. Each of the two maps can undo its own half.`);
    } catch (error) {
      voice.warn(`It stands here now, but in “${record.title}”, too: ${error.message}`);
    }
  }

  function move(record, target) {
    if (!target) return voice.warn("Select the node under which to put what you cut.");
    const nodes = record.nodes.filter((node) => store.nodes.has(node));
    if (nodes.some((node) => isAbove(node, target.id))) return voice.warn("A branch cannot be put under itself; select another node.");
    keep({ ...record, cut: false });
    return moveUnder(nodes, { target_node: target.id });
  }

  function isAbove(node, id) {
    if (node === id) return true;
    return topmost(store.tree, [node, id]).length === 1;
  }

  document.addEventListener("paste", (event) => {
    const at = /** @type {Element} */ (event.target);
    if (!store.map.editable || at.closest("input, textarea, [contenteditable], dialog") || !inside(at)) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const record = kept();
    event.preventDefault();
    if (record && (text === record.text || !record.system)) put(record);
    else if (text.trimStart().startsWith("{")) put({ text });
    else voice.warn("There is no branch on the clipboard: select a node and press Ctrl+C first.");
  });

  return { take, holds: () => kept() !== null, paste: () => put(kept()) };
}

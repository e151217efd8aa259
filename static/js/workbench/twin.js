/** A mark on the very passage that a node has already makes no second node: that node gets the link. */
import { newId } from "./ids.js";

/** @param {import("./store.js").Store} store @param source of a mark @returns {import("./store.js").Node|undefined} the node that is this very passage */
export function twinOf(store, { article, start, end, parts = [] }) {
  if (article === undefined || parts.length) return null;
  const same = ({ spans }) => spans.length === 1 && spans[0].article === article && spans[0].start === start && spans[0].end === end;
  return [...store.nodes.values()].find(same);
}

const holds = (link, { id }) => link.premises.some(({ node }) => node === id);

/**
 * @param {{store: import("./store.js").Store, state: import("./state.js").State, post: Function, voice: any}} tools
 * @returns {(twin: import("./store.js").Node, type: string|null, aimed: any) => Promise<any>|null} what a mark does for
 *   the node; ``aimed``: on what it bears, as for a new node; null where nothing is done, for a reason that is said
 */
export function createTwin({ store, state, post, voice }) {
  return function markAgain(twin, type, { link: joined, join_link: _, ...target }) {
    const number = store.numberOf(twin.id);
    state.select(twin.id, { from: "mark" });
    if (joined) return join(twin, joined, number);
    if (!type) {
      state.setTarget(twin.id);
      voice.say(`This passage is ${number} already: it is the target now.`);
      return Promise.resolve(null);
    }
    if (twin.id === target.target_node) return refused(`This passage is the target itself, ${number}; select other words.`);
    if (isLinked(twin, type, target)) return refused(`This passage is ${number}, which bears on it like that already.`);
    const id = newId();
    state.remember(id);
    return post(`${store.map.url}links/`, { id, type, premises: [twin.id], ...target });
  };

  function join(twin, joined, number) {
    if (holds(joined, twin)) return refused(`This passage is ${number}, which is in that link already; select other words.`);
    if (joined.target_node === twin.id) return refused(`The link bears on this passage, ${number}; select other words.`);
    return post(`/links/${joined.id}/join/`, { node: twin.id });
  }

  function refused(reason) {
    voice.warn(reason);
    return null;
  }

  function isLinked(twin, type, { target_node = null, target_link = null }) {
    return [...store.links.values()].some((link) => link.type === type && link.target_node === target_node && link.target_link === target_link && holds(link, twin));
  }
}

/**
 * How links stand to their schemes, told from the store: the twin of ``argmap/domain/schemes/questions.py``. The page
 * brings outlines of the schemes in its map; the whole catalogue comes once another one is met.
 *
 * @typedef {import("../schemes/catalogue.js").Scheme} Scheme
 * @typedef {{question: import("../schemes/catalogue.js").Question, name: string, state: "open"|"answered"|"raised",
 *   place: string|null, takenUp: any[]}} Asked  ``place``: the node or link that it is about, null where its premise is
 *   missing; ``takenUp``: the links that answer or raise it
 */
const NOTHING = { scheme: "", open: "", role: "", tags: [] };

export class Schemes {
  /** @param {import("./store.js").Store} store @param {Object<string, Scheme>} outlines by the name that links have */
  constructor(store, outlines) {
    this.store = store;
    this.known = new Map(Object.entries(outlines));
    this.whole = null; // the promise of the catalogue
    store.addEventListener("change", ({ detail }) => {
      const isNew = (link) => link?.scheme && link.type === "support" && !this.known.has(link.scheme);
      if (!this.whole && Object.values(detail.links ?? {}).some(isNew)) this.complete().then(() => store.refresh(), () => {});
    });
  }

  /** Learns the whole catalogue, with all its sentences. @returns {Promise<void>} rejects where it does not come */
  complete() {
    this.whole ??= import("../schemes/catalogue.js").then(async ({ catalogue }) => {
      const schemes = await catalogue();
      for (const scheme of schemes) for (const name of [scheme.slug, ...scheme.also]) this.known.set(name, scheme);
    });
    this.whole.catch(() => (this.whole = null));
    return this.whole;
  }

  /** @returns {Scheme|null} that of the catalogue by which the link infers */
  of(link) {
    return (link?.type === "support" && this.known.get(link.scheme)) || null;
  }

  /** @returns {Asked[]} the critical questions of the link */
  questionsOf(link) {
    const scheme = this.of(link);
    return scheme ? scheme.questions.map((question) => this.asked(link, scheme, question)) : [];
  }

  asked(link, scheme, question) {
    const name = `${scheme.slug}/${question.slug}`;
    const place = placeOf(scheme, question, link);
    const own = this.linksTo(place).filter((other) =>
      (other.type === "attack" && question.conflict && other.scheme === question.conflict) || other.premises.some(({ role }) => role === name));
    const raised = own.filter(({ type }) => type === "attack");
    const answered = own.filter(({ type }) => type === "support");
    return { question, name, place, takenUp: raised.length ? raised : answered, state: raised.length ? "raised" : answered.length ? "answered" : "open" };
  }

  /** @returns {{role: string, text?: string}[]} the premises of its scheme that no node takes in the link */
  missing(link) {
    const scheme = this.of(link);
    return scheme ? scheme.premises.filter(({ role }) => premiseIn(scheme, role, link) === null) : [];
  }

  /** All links to a node or link, as the tree has them below it. */
  linksTo(place) {
    const { itemOfNode, itemOfLink } = this.store.tree;
    return (itemOfNode.get(place)?.children ?? itemOfLink.get(place)?.onLink ?? []).map((item) => item.link);
  }

  /** What a line or box says of an item's link and of its part in it. @returns {{scheme: string, open: string, role: string, tags: string[]}} */
  wordsOf({ link, node, members }) {
    if (!link || (!link.scheme && !link.tags.length && link.premises.every(({ role }) => !role))) return NOTHING;
    const isMember = node && link.premises.length > 1;
    const asked = isMember ? [] : this.questionsOf(link);
    const open = asked.filter(({ state }) => state === "open").length;
    const role = members.length ? "" : roleWords(link.premises.find((premise) => premise.node === node?.id)?.role ?? "", this.of(link));
    return { scheme: isMember ? "" : (this.of(link)?.name ?? link.scheme), open: asked.length ? `${open} of ${asked.length} open` : "", role, tags: isMember ? [] : link.tags };
  }
}

/** The only role of a scheme goes without saying. */
function roleWords(role, scheme) {
  if (scheme?.premises.length === 1 && scheme.premises[0].role === role) return "";
  return role.includes("/") ? `critical question: ${role.slice(role.indexOf("/") + 1).replaceAll("-", " ")}` : role;
}

/** @returns {string|null} the node that takes the role in the link: the only one takes the only role */
function premiseIn(scheme, role, { premises }) {
  if (premises.length === 1 && scheme.premises.length === 1) return premises[0].node;
  return premises.find((premise) => premise.role === role)?.node ?? null;
}

function placeOf(scheme, { aim, role }, link) {
  if (aim === "premise") return premiseIn(scheme, role, link);
  return aim === "link" ? link.id : (link.target_node ?? link.target_link);
}

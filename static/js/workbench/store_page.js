/**
 * The map as the page brings it, short, made into full rows: the twin of ``argmap/queries/store_page.py``.
 */

/** What the page leaves out of a row. */
const NODE = { text: "", main: false, implicit: false, evidence_type: "", attribution: "", sources: 0, note: false,
  confidence: null, position: null, comments: 0, open_comments: 0 };
const LINK = { target_node: null, target_link: null, scheme: "", position: null, comments: 0, open_comments: 0 };

/**
 * @param {any} data the JSON that comes with the page
 * @param {Map<string, import("./textview.js").TextView>} texts by revision
 * @returns {any} what a store is made of
 */
export function unpacked(data, texts) {
  const nodes = data.nodes.map((row) => ({ ...nodeOf(row, data.revisions, texts), author: data.authors[row.author ?? 0] }));
  const links = data.links.map((row) => ({ ...LINK, tags: [], ...row }));
  for (const link of links) {
    link.premises = link.premises.map((one) => ({ node: nodes[one[0] ?? one].id, role: one[1] ?? "" }));
    link.target_node = nodes[link.target_node]?.id ?? null;
    link.target_link = links[link.target_link]?.id ?? null;
  }
  const highlights = (data.highlights ?? []).map(([id, start, end, place, note = ""]) => ({ id, ...revisionAt(data.revisions, place), start, end, note }));
  return { ...data, nodes, links, highlights };
}

const revisionAt = (revisions, place) => ({ article: revisions[place][0], revision: revisions[place][1] });

function nodeOf(row, revisions, texts) {
  const node = { ...NODE, tags: [], spans: [], ...row };
  if (!row.spans) return node;
  node.spans = row.spans.map(([id, start, end, place]) => ({ id, ...revisionAt(revisions, place), start, end }));
  const [{ revision, start, end }] = node.spans;
  node.text = row.text ?? texts.get(revision).quoteOf(start, end);
  return node;
}

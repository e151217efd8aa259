/** Finding a scheme by the words that come to mind: its name, what it is called elsewhere, what it says. */

/**
 * @typedef {import("./catalogue.js").Scheme} Scheme
 * @typedef {{value: string, name: string, scheme: Scheme|null, used: boolean}} Choice  ``value``: what a link has as its
 *   scheme; ``used``: the project has it already
 */

/**
 * @param {Scheme[]} schemes in the order of the catalogue
 * @param {string[]} used names of the project's links, most used first
 * @param {string} typed
 * @returns {Choice[]} those that have all the words: by name first, then those in use, then in the catalogue's order
 */
export function choicesFor(schemes, used, typed) {
  const words = typed.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const ranked = allChoices(schemes, used).map((choice, place) => ({ choice, place, rank: rankOf(choice, words) }));
  return ranked.filter(({ rank }) => rank < Infinity).sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ choice }) => choice);
}

function allChoices(schemes, used) {
  const own = used.map((name) => {
    const scheme = schemes.find(({ slug }) => slug === name) ?? null;
    return { value: name, name: scheme?.name ?? nameOf(schemes, name), scheme: scheme ?? variantOf(schemes, name), used: true };
  });
  const others = schemes.filter(({ slug }) => !used.includes(slug));
  return [...own, ...others.map((scheme) => ({ value: scheme.slug, name: scheme.name, scheme, used: false }))];
}

const variantOf = (schemes, name) => schemes.find(({ also }) => also?.includes(name)) ?? null;

/** @returns {string} the name of a variant says which it is; an own name stands as it is */
function nameOf(schemes, name) {
  const scheme = variantOf(schemes, name);
  return scheme ? `${scheme.name} (${name.replaceAll("-", " ")})` : name;
}

function rankOf({ name, scheme }, words) {
  const [title, named, said] = [name, namesOf(scheme), scheme ? textOf(scheme) : ""].map((text) => text.toLowerCase());
  return words.reduce((rank, word) => {
    const found = [` ${title}`.includes(` ${word}`), ` ${named}`.includes(` ${word}`), ` ${title} ${named} ${said}`.includes(` ${word}`)].indexOf(true);
    return found < 0 ? Infinity : Math.max(rank, found);
  }, 0);
}

function namesOf(scheme) {
  return scheme ? [scheme.slug, ...scheme.also, scheme.aif, scheme.words].join(" ").replaceAll("-", " ") : "";
}

function textOf({ premises, conclusion, questions, example }) {
  return [...premises.map(({ text }) => text), conclusion, ...questions.map(({ text }) => text), ...example].join(" ");
}

/**
 * The catalogue of argumentation schemes, fetched once for the page by whoever needs its sentences first.
 *
 * @typedef {{slug: string, aim: "premise"|"link"|"conclusion", role: string, conflict: string, text?: string,
 *   objection?: string}} Question  ``role``: of the premise that it doubts
 * @typedef {{slug: string, name: string, also?: string[], aif?: string, words?: string, conclusion?: string,
 *   premises: {role: string, text?: string}[], example?: string[], questions: Question[]}} Scheme
 */

const ADDRESS = "/schemes/catalogue.json";

/** @type {Promise<{schemes: Scheme[], conflicts: Scheme[]}>|null} */
let coming = null;

/** @returns {Promise<Scheme[]>} in the order of the picker; rejects where the server does not give it */
export const catalogue = async () => (await file()).schemes;

/** @returns {Promise<Scheme[]>} AIF's names for attacks, without premises and questions, before the catalogue */
export async function attacks() {
  const { conflicts, schemes } = await file();
  return [...conflicts, ...schemes];
}

function file() {
  coming ??= fetch(ADDRESS, { headers: { Accept: "application/json" } }).then(async (response) => {
    if (!response.ok || response.redirected) throw new Error(`The catalogue of schemes could not be read (${response.status}).`);
    return response.json();
  });
  coming.catch(() => (coming = null)); // the next one who asks tries again
  return coming;
}

/** @param {Scheme[]} schemes @param {string} name @returns {Scheme|undefined} by slug, or of which it names a variant */
export function schemeNamed(schemes, name) {
  return schemes.find((scheme) => scheme.slug === name) ?? schemes.find((scheme) => scheme.also?.includes(name));
}

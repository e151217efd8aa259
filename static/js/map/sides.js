/** @param {{inFavour: number, against: number}} hidden @returns {string} "5 for, 2 against" */
export function sidesOf({ inFavour, against }) {
  return [inFavour && `${inFavour} for`, against && `${against} against`].filter(Boolean).join(", ");
}

/** The edge between the two ways to count: the server's code points and JavaScript's UTF-16 units. */

/**
 * @param {string} text
 * @param {number} units offset in UTF-16 units
 * @returns {number} offset in code points
 */
export function toCodePoints(text, units) {
  let points = 0;
  for (let index = 0; index < units; index += 1) {
    const unit = text.charCodeAt(index);
    if (!(unit >= 0xd800 && unit <= 0xdbff && index + 1 < text.length)) points += 1;
    else if (index + 1 >= units) points += 1;
  }
  return points;
}

/**
 * @param {string} text
 * @param {number} points offset in code points
 * @returns {number} offset in UTF-16 units
 */
export function toUnits(text, points) {
  let units = 0;
  for (let count = 0; count < points && units < text.length; count += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

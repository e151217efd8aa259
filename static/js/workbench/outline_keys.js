/** What a key does in the outline, apart from acting on a node: walking, collapsing, going to a number. */

const PAUSE = 1000; // ms after which digits begin a new number
let typed = { text: "", at: 0 };

/**
 * @param {KeyboardEvent} event
 * @param {import("./outline_window.js").LineWindow} lines
 * @param {string} key of the line with the focus
 * @returns {{to?: string, toggle?: string, open?: string[]}|null} the line to go to, to fold, those to open; null: not ours
 */
export function moveBy(event, { rows, places, port, usual }, key) {
  const place = places.get(key);
  if (place === undefined) return null;
  const { item, closed } = rows[place];
  const hasBelow = closed || rows[place + 1]?.item.parent === item;
  const at = (index) => ({ to: rows[Math.min(Math.max(index, 0), rows.length - 1)]?.key });
  const page = Math.max(1, Math.floor(port.clientHeight / usual) - 1);
  switch (event.key) {
    case "ArrowDown":
      return at(place + 1);
    case "ArrowUp":
      return at(place - 1);
    case "PageDown":
      return at(place + page);
    case "PageUp":
      return at(place - page);
    case "Home":
      return at(0);
    case "End":
      return at(rows.length - 1);
    case "ArrowRight":
      return closed ? { toggle: key } : hasBelow ? at(place + 1) : {};
    case "ArrowLeft":
      return hasBelow && !closed ? { toggle: key } : { to: item.parent?.key };
    case "*":
      return { open: siblingsOf(rows, item) };
    default:
      return /^[\d.]$/.test(event.key) ? { to: byNumber(rows, event) } : null;
  }
}

function siblingsOf(rows, { parent }) {
  return rows.filter((row) => row.item.parent === parent).map((row) => row.key);
}

/** Digits typed one after the other lead to the line with that number, or the first whose number begins so. */
function byNumber(rows, { key, timeStamp }) {
  typed = { text: timeStamp - typed.at < PAUSE ? typed.text + key : key, at: timeStamp };
  const { text } = typed;
  const found = rows.find(({ item }) => item.number === text) ?? rows.find(({ item }) => item.number.startsWith(text));
  return found?.key;
}

/** The sign of a node that has problems: the same on its line and on its box. */

/** @param {HTMLElement} card what shows the node @param {string[]|undefined} labels of its problems */
export function markProblems(card, labels) {
  const sign = card.querySelector(".problem-sign");
  if (!labels) return void sign?.remove();
  const words = labels.join("; ");
  if (sign?.title === words) return;
  const made = Object.assign(document.createElement("span"), { className: "problem-sign", title: words });
  made.append(Object.assign(document.createElement("span"), { className: "vh", textContent: `Problem: ${words}` }));
  if (sign) sign.replaceWith(made);
  else card.insertBefore(made, card.querySelector(".more, .map-fold"));
}

/** A button that copies the words of the element that it names (`data-copy`): shown only where there is a script. */

/** @param {HTMLButtonElement} button */
export function start(button) {
  const says = button.querySelector("[aria-live]");
  const own = says.textContent;
  let timer = 0;

  async function copy() {
    clearTimeout(timer);
    const words = document.getElementById(button.dataset.copy).innerText.replaceAll("\u2002", "  ").trim();
    const done = await navigator.clipboard.writeText(words).then(() => true, () => false);
    says.textContent = done ? "Copied" : "The browser did not allow copying";
    timer = setTimeout(() => (says.textContent = own), 3000);
  }

  button.addEventListener("click", copy);
  button.hidden = false;
}

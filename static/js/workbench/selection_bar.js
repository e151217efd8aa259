/** The bar that says how many nodes are selected and offers what can be done with all of them. */

const BUTTONS = [
  ["all-claim", "Claim"], ["all-evidence", "Evidence"], ["all-counterclaim", "Counterclaim"], ["all-tags", "Tag…"],
  ["all-move", "Move…"], ["all-wrap", "Link into one…"], ["copy", "Copy"], ["cut", "Cut"], ["all-remove", "Delete…"], ["none", "Only one"],
];

/**
 * @param {HTMLElement} bar ``role=toolbar``
 * @param {{state: import("./state.js").State, run: (id: string) => void, leave: () => void}} tools ``leave`` gives the focus to
 *   the argument
 */
export function createSelectionBar(bar, { state, run, leave }) {
  const count = document.createElement("b");
  const buttons = BUTTONS.map(([id, label], index) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: label, tabIndex: index ? -1 : 0 });
    button.dataset.command = id;
    button.addEventListener("click", () => run(id));
    return button;
  });
  bar.append(count, ...buttons);

  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
    event.preventDefault();
  });
  const show = () => {
    if (state.chosen.size < 2 && bar.contains(document.activeElement)) leave();
    bar.hidden = state.chosen.size < 2;
    count.textContent = `${state.chosen.size} selected`;
  };
  state.addEventListener("select", show);
  show();
}

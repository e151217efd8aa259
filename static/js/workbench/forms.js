/** What opens in the dialog: the server's forms, the one for own words, the sheet of keys. */
import { createDialog } from "./dialog.js";
import { keepDrafts } from "./drafts.js";
import { keysSheet } from "./keys_sheet.js";
import { ownWordsForm } from "./own_words.js";
import { splitAtCursor } from "./split_form.js";

/**
 * @param {HTMLDialogElement} element
 * @param {{store: any, state: any, server: any, voice: any, actions: any, outline: any, commands:
 *   import("./commands.js").Command[], leave: () => void}} tools
 */
export function createForms(element, { store, state, server, voice, actions, outline, commands, leave }) {
  const reopen = (url) => (url ? dialog.open(url) : ownWords());
  const dialog = createDialog(element, server.take, (body) => keepDrafts(body, { mapId: store.map.id, voice, reopen }), leave);
  if (store.map.editable) splitAtCursor(element.querySelector("#dialog-body"), { split: actions.splitNode, voice, close: dialog.close });

  function ownWords() {
    const close = () => dialog.close(outline.root);
    dialog.show(ownWordsForm({ store, state, actions, close, added: () => outline.reveal(state.selected, true) }));
  }

  dialog.offerDraft();
  const open = (url) => {
    import("../schemes/picker.js").catch(() => {}); // so that it is there when the form needs it
    return dialog.open(url);
  };
  return { open, ownWords, keysSheet: () => dialog.show(keysSheet(commands)) };
}

import type { EditorView } from "@codemirror/view";
import type { Place } from "#shared/model/failure";

/** Puts the cursor at a place, scrolls there and gives the editor the keyboard. */
export function goTo(view: EditorView, { from, to }: Pick<Place, "from" | "to">): void {
  const end = view.state.doc.length;
  const anchor = Math.min(Math.max(0, from), end);
  view.dispatch({ selection: { anchor, head: Math.min(Math.max(anchor, to), end) }, scrollIntoView: true });
  view.focus();
}

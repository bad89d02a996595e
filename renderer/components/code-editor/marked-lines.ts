// Gives the lines that hold a mistake a background of their own: in a long file an underlined word is easily missed.
import { forEachDiagnostic, setDiagnosticsEffect } from "@codemirror/lint";
import type { Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const marked = Decoration.line({ class: "cm-markedLine" });

export const markedLines = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = linesOf(view);
    }

    update(update: ViewUpdate): void {
      const isMarkedAnew = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setDiagnosticsEffect)));
      if (isMarkedAnew || update.docChanged) this.decorations = linesOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function linesOf({ state }: EditorView): DecorationSet {
  const starts = new Set<number>();
  forEachDiagnostic(state, (_, from) => starts.add(state.doc.lineAt(from).from));
  const ranges: Range<Decoration>[] = [...starts].sort((a, b) => a - b).map((start) => marked.range(start));
  return Decoration.set(ranges);
}

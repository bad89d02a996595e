// Gives `$name`, `${name}` and `[[name]]` a colour of their own: the language knows no such thing and would show a mistake.
import type { Extension } from "@codemirror/state";
import { Decoration, EditorView, MatchDecorator, ViewPlugin } from "@codemirror/view";

const matcher = new MatchDecorator({
  regexp: /\$\w+|\$\{[^{}\n]*\}|\[\[\w+(?::\w+)?\]\]/g,
  decoration: Decoration.mark({ class: "cm-standIn" }),
});

const marks = ViewPlugin.define(
  (view) => ({
    decorations: matcher.createDeco(view),
    update(update) {
      this.decorations = matcher.updateDeco(update, this.decorations);
    },
  }),
  { decorations: ({ decorations }) => decorations },
);

// The language's own colours are on elements around these or inside of them, as the highlighting comes to cut them.
const look = EditorView.theme({ ".cm-standIn, .cm-standIn *": { color: "var(--warning-text) !important" } });

export const markedStandIns: Extension = [marks, look];

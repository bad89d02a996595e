// The editor in the console's colours. All of them are CSS variables, so both themes and a change between them need nothing here.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const highlighting = HighlightStyle.define([
  { tag: tags.number, color: "var(--warning-text)" },
  { tag: tags.string, color: "var(--ok-text)" },
  { tag: tags.keyword, color: "var(--series-5)" },
  { tag: tags.function(tags.variableName), color: "var(--accent-text)" },
  { tag: tags.propertyName, color: "var(--accent-text)" },
  { tag: tags.labelName, color: "var(--series-5)" },
  { tag: tags.operator, color: "var(--muted)" },
  { tag: tags.modifier, color: "var(--series-5)" },
  { tag: tags.paren, color: "var(--muted)" },
  { tag: tags.squareBracket, color: "var(--muted)" },
  { tag: tags.brace, color: "var(--muted)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: tags.invalid, color: "var(--critical-text)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "transparent", fontSize: "12px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", fontFeatureSettings: "var(--font-mono-features)", lineHeight: "1.6" },
  ".cm-content": { caretColor: "var(--accent)", padding: "8px 0" },
  ".cm-line": { padding: "0 12px" },
  ".cm-cursor": { borderLeftColor: "var(--accent)" },
  ".cm-placeholder": { color: "var(--muted)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": {
    backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: "var(--faint)",
    border: "none",
    borderRight: "1px solid var(--hairline)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 20%, transparent)",
    outline: "none",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--overlay)",
    color: "var(--text)",
    border: "1px solid var(--hairline-strong)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-mono)",
    fontFeatureSettings: "var(--font-mono-features)",
    fontSize: "12px",
    maxHeight: "14em",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", lineHeight: "1.5" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent-wash)",
    color: "var(--text)",
  },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--accent)" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 10px", maxWidth: "360px", color: "var(--muted)", fontFamily: "var(--font)" },
  ".cm-completionIcon": { display: "none" },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "none", fontFamily: "var(--font)" },
  // The stock marks are pictures in data: addresses of a fixed red; a wavy underline takes the theme's colours.
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--critical) 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warning) 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-active": { backgroundColor: "color-mix(in srgb, var(--critical) 14%, transparent)" },
  ".cm-markedLine": { backgroundColor: "color-mix(in srgb, var(--critical) 10%, transparent)" },
});

export const editorTheme: Extension = [look, syntaxHighlighting(highlighting)];

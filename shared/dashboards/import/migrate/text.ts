// Text panels whose text lay at the top of the panel.
import { isRecord, type Json, textOf } from "../lenient";

export function migrateText(panel: Json): Json {
  if (isRecord(panel.options) && "content" in panel.options) return panel;
  const mode = textOf(panel.mode);
  const content = textOf(panel.content);
  // Plain text was a mode of its own, and nothing in it was read as markup.
  if (mode === "text")
    return { ...panel, options: { mode: "code", content, code: { language: "plaintext", showLineNumbers: false } } };
  return { ...panel, options: { mode: mode === "html" ? "html" : "markdown", content } };
}

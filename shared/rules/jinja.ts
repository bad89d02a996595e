// Rule files that were written for Ansible, Salt or Helm's cousins keep Prometheus's braces from Jinja with {% raw %} and
// {% endraw %}. Where nobody runs Jinja over them, these marks stay in the text, and in every notice.

/** One of Jinja's marks. A template of Prometheus has no use for them. */
export const jinjaMark = /\{%-?\s*\w[^%]*?-?%\}/g;

/** The text without the marks; a line that holds nothing else goes with them. */
export function withoutJinja(text: string): string {
  return text
    .split("\n")
    .filter((line) => !isOnlyMarks(line))
    .map((line) => line.replaceAll(jinjaMark, ""))
    .join("\n");
}

const isOnlyMarks = (line: string): boolean => line.includes("{%") && line.replaceAll(jinjaMark, "").trim() === "";

/**
 * The text with spaces for the marks on lines that hold nothing else, so that it is YAML and every other character stays where
 * it is.
 */
export const withBlankedMarks = (text: string): string =>
  text.includes("{%")
    ? text
        .split("\n")
        .map((line) => (isOnlyMarks(line) ? line.replaceAll(/[^\r]/g, " ") : line))
        .join("\n")
    : text;

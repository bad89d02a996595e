import { expect, test } from "vitest";
import { markdownHtml } from "../../../../renderer/panels/text/markdown-html";

test("Markdown becomes HTML, tables and all", () => {
  expect(markdownHtml("# A\n\n**b** `c`", false)).toBe("<h1>A</h1>\n<p><strong>b</strong> <code>c</code></p>\n");
  expect(markdownHtml("| a |\n|---|\n| 1 |", false)).toContain("<td>1</td>");
});

test("in a cell there are no paragraphs", () => expect(markdownHtml("**b**", true)).toBe("<strong>b</strong>"));

test("a text without an end is cut", () => expect(markdownHtml("a".repeat(1_000_000), false).length).toBeLessThan(210_000));

test("deep nesting does not stop the window", () => {
  const text = `${">".repeat(5000)} x`;
  expect(typeof markdownHtml(text, false)).toBe("string");
});

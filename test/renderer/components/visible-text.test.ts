import { expect, test } from "vitest";
import { visibleText } from "../../../renderer/components/visible-text";

test.each([
  { name: "an override", text: "\u202egnp.exe", shown: "\\u202egnp.exe" },
  { name: "an isolate and its end", text: "\u2067abc\u2069d", shown: "\\u2067abc\\u2069d" },
])("$name is written out", ({ text, shown }) => expect(visibleText(text)).toBe(shown));

test.each(["plain", "日本語 🔥", "مرحبا", "שלום", "<img src=x onerror=alert(1)>", "a\nb"])("%j stays as it is", (text) => {
  expect(visibleText(text)).toBe(text);
});

import { expect, test } from "vitest";
import { findDamage } from "../../../../electron/engine/rules/mojibake";
import { parseRuleFile } from "../../../../electron/engine/rules/rule-file";

/** A text of UTF-8 as a program that knows only Windows-1252 shows it. */
const misread = (text: string) => new TextDecoder("windows-1252").decode(new TextEncoder().encode(text));

test.each(["don’t", "Größe", "75 °C", "→ restart", "🔥 hot", "Наг рузка", "naïve — yes"])(
  "%s is recognised when it was misread",
  (text) => {
    const damaged = misread(text);
    const found = findDamage(damaged);
    expect(found.length).toBeGreaterThan(0);
    let mended = "";
    let end = 0;
    for (const { from, to, was } of found) {
      mended += damaged.slice(end, from) + was;
      end = to;
    }
    expect(mended + damaged.slice(end)).toBe(text);
  },
);

test.each(["don’t", "Größe", "„Äpfel“", "75 °C", "CAFÉ»", "naïve — yes", "€ 5", "ÄÖÜäöüß", "«Nagruzka»"])(
  "%s is left alone when it is right",
  (text) => expect(findDamage(text)).toEqual([]),
);

test("what nobody knows any more is told as that", () => {
  expect(findDamage("Gr\ufffd\ufffde")).toEqual([{ from: 2, to: 4 }]);
});

test("a damaged rule file is loaded with a warning at each place, but not at hundreds", () => {
  const text = `groups:\n- name: g\n  rules:\n  - alert: A\n    expr: x\n    annotations:\n      a: ${misread("75 °C")}\n`;
  const one = parseRuleFile(text, { checkExpr: () => [] });
  expect(one.diagnostics.map(({ severity, message, place }) => `${place.line}:${place.column} ${severity}: ${message}`)).toEqual([
    '7:13 warning: "Â°" was probably "°": the file was read in a wrong encoding when it was saved',
  ]);
  const many = parseRuleFile(text.replace("Â°", "Â° ".repeat(500)), { checkExpr: () => [] });
  expect(many.diagnostics).toHaveLength(5);
  expect(many.diagnostics[0]?.message).toContain(", here and at 499 other places");
});

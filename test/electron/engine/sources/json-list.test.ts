import { expect, test } from "vitest";
import { parseJsonList } from "../../../../electron/engine/sources/json-list";

const parse = (text: string) =>
  parseJsonList(text, (item) => item).catch((error: unknown) => (error instanceof SyntaxError ? "refused" : error));

const awkward = { text: 'a "quoted" \\ [list], {brace} and ] more', inner: [[{ a: ["]"] }], "\\"], odd: "\u2028é🚨" };
const long = Array.from({ length: 20_000 }, (_, index) => ({ ...awkward, index }));

test.each([
  { name: "an empty list", text: " [ ] ", items: [] },
  { name: "a short list", text: '\ufeff [1, "a", {"b": [2]}]'.slice(1), items: [1, "a", { b: [2] }] },
  { name: "a list of many pieces", text: JSON.stringify(long), items: long },
  { name: "a list of many pieces, written with room", text: `${JSON.stringify(long, undefined, 2)}\n`, items: long },
  { name: "one item larger than a piece", text: JSON.stringify([long]), items: [long] },
])("$name is read as JSON.parse reads it", async ({ text, items }) => expect(await parse(text)).toEqual(items));

const whole = JSON.stringify(long);
test.each([
  { name: "nothing", text: "" },
  { name: "an object", text: '{"a": []}' },
  { name: "a text", text: '"[]"' },
  { name: "a short list that is cut off", text: '[{"a": 1}' },
  { name: "a long list that is cut off", text: whole.slice(0, -1) },
  { name: "a long list that is cut off in a text", text: whole.slice(0, -30) },
  { name: "a long list with a comma too many", text: `${whole.slice(0, -1)},]` },
  { name: "a long list with something behind it", text: `${whole} x` },
  { name: "a long list with a bracket of the wrong kind", text: `${whole.slice(0, -2)}]]` },
  { name: "a million brackets", text: "[".repeat(1_000_000) },
])("$name is refused", async ({ text }) => expect(await parse(text)).toBe("refused"));

test("others get their turn while a long list is read", async () => {
  let turns = 0;
  const count = setInterval(() => turns++, 0);
  await parse(whole);
  clearInterval(count);
  expect(turns).toBeGreaterThan(2);
});

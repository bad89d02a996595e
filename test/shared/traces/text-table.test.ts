import { describe, expect, test } from "vitest";
import { TextTable } from "#shared/traces/text-table";

const texts = Array.from({ length: 20_000 }, (_, index) => `${index % 3 === 0 ? "é→" : ""}text ${index * 7919}`);
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe.each([
  { name: "with room for each", options: {} },
  { name: "where most texts find another one at their place", options: { mostLooks: 1 } },
])("a table of texts $name", ({ options }) => {
  test("gives each text its own number, and the same one again", () => {
    const table = new TextTable(options);
    const numbers = texts.map((text) => table.number(text));
    expect(new Set(numbers).size).toBe(texts.length);
    expect(texts.map((text) => table.value(text))).toEqual(numbers);
    expect(numbers.map((number) => table.texts[number])).toEqual(texts);
  });

  test("gives bytes the number of their text, whichever of them came first", () => {
    const table = new TextTable(options);
    const ascii = texts.filter((text) => text.startsWith("text"));
    const ofBytes = (text: string) => {
      const bytes = bytesOf(`"${text}"`);
      return table.numberOfBytes(bytes, 1, bytes.length - 1, () => text, true);
    };
    const numbers = ascii.map((text, index) => (index % 2 === 0 ? table.number(text) : ofBytes(text)));
    expect(ascii.map((text, index) => (index % 2 === 0 ? ofBytes(text) : table.number(text)))).toEqual(numbers);
    expect(new Set(numbers).size).toBe(ascii.length);
  });
});

test("the empty text is the first", () => {
  const table = new TextTable();
  expect([table.number(""), table.numberOfBytes(bytesOf("ab"), 1, 1, () => "b", true), table.texts]).toEqual([0, 0, [""]]);
});

import { expect, test } from "vitest";
import { blocksOf } from "../../../../../../renderer/pages/logs/lines/text/blocks";

const told = (text: string) => blocksOf([{ text }]).map((block) => block.map((piece) => piece.text).join(""));

test("a text of usual length is one block", () => {
  const pieces = [{ text: "x".repeat(4000) }, { text: "y", look: "key" }];
  expect(blocksOf(pieces)).toEqual([pieces]);
});

test("a long one is cut where its lines break, and each line break is used up by that", () => {
  const line = "y".repeat(150);
  const text = Array.from({ length: 40 }, () => line).join("\n");
  const blocks = told(text);
  expect({ joined: blocks.join("\n"), most: Math.max(...blocks.map(({ length }) => length)) }).toEqual({
    joined: text,
    most: 1962,
  });
});

test.each([
  { name: "with words, between them", text: "word ".repeat(2000) },
  { name: "without any, anywhere", text: "x".repeat(9999) },
  { name: "of pairs of surrogates, between those", text: "😀".repeat(5000) },
])("one $name, and nothing of it is lost", ({ text }) => {
  const blocks = told(text);
  expect(blocks.join("")).toBe(text);
  expect(blocks.every((block) => block.length <= 2000 && !/^[\udc00-\udfff]/.test(block))).toBe(true);
});

test("looks and marks go on in the next block", () => {
  const blocks = blocksOf([{ text: "x".repeat(5000), look: "string", mark: "term" }]);
  expect(blocks.flat().map(({ text, look, mark }) => [text.length, look, mark])).toEqual([
    [2000, "string", "term"],
    [2000, "string", "term"],
    [1000, "string", "term"],
  ]);
});

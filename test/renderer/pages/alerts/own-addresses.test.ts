import { expect, test } from "vitest";
import { createOwnAddresses } from "../../../../renderer/pages/alerts/own-addresses";

const told = (first: string, asked: readonly string[], drawn: readonly string[]): boolean[] => {
  const own = createOwnAddresses(first);
  for (const address of asked) own.asked(address);
  return drawn.map((address) => own.isOwn(address));
};

test.each([
  { name: "the address at the start is no news", asked: [], drawn: [""], own: [true] },
  { name: "what a link brings is news", asked: [], drawn: ["show=all"], own: [false] },
  { name: "each letter comes back once", asked: ["a", "ab", "abc"], drawn: ["a", "ab", "abc"], own: [true, true, true] },
  {
    name: "letters that were never drawn are not waited for",
    asked: ["a", "ab", "abc"],
    drawn: ["abc", "a"],
    own: [true, false],
  },
  { name: "a letter typed and taken back is one's own", asked: ["a", ""], drawn: ["a", ""], own: [true, true] },
  {
    name: "the way back is news, though it was asked for once",
    asked: ["a", "ab"],
    drawn: ["a", "ab", "a"],
    own: [true, true, false],
  },
  { name: "a link in between forgets what was asked for", asked: ["a", "ab"], drawn: ["show=all", "ab"], own: [false, false] },
])("$name", ({ asked, drawn, own }) => expect(told("", asked, drawn)).toEqual(own));

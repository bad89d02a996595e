import { expect, test } from "vitest";
import { draftFrom, foundWords, namesWords, placeTitle } from "../../../../../renderer/pages/logs/places/place-words";

test.each([
  { place: { kind: "journal", units: [] }, title: "The systemd journal" },
  { place: { kind: "journal", units: ["nginx.service", "db*"] }, title: "The systemd journal, nginx.service, db*" },
  { place: { kind: "files", glob: "/var/log/*.log" }, title: "/var/log/*.log" },
  { place: { kind: "containers", names: [] }, title: "Containers" },
  { place: { kind: "containers", names: ["web-*"] }, title: "Containers, web-*" },
] as const)("$title is what $place.kind is called", ({ place, title }) => {
  expect(placeTitle(place as never)).toBe(title);
});

test.each([
  { kind: "files", found: { names: [], count: 3, bytes: 12_400_000 }, words: "3 files, 12.4 MB" },
  { kind: "files", found: { names: [], count: 1, bytes: 0 }, words: "1 file, 0 B" },
  { kind: "journal", found: { names: [], count: 1234 }, words: "1,234 units" },
  { kind: "containers", found: { names: [], count: 0 }, words: "0 containers" },
] as const)("$words are found", ({ kind, found, words }) => {
  expect(foundWords(kind, { ...found, names: [] })).toBe(words);
});

test("of many names the first are shown, and how many there are beside them", () => {
  expect(namesWords({ names: ["a", "b", "c"], count: 300 }, 2)).toBe("a\nb\nand 298 more");
});

test.each([
  { kind: "files", text: "  /a b/*.log ", draft: { kind: "files", glob: "/a b/*.log" } },
  { kind: "files", text: "  ", draft: undefined },
  { kind: "journal", text: "nginx.service, db* ", draft: { kind: "journal", units: ["nginx.service", "db*"] } },
  { kind: "journal", text: "", draft: { kind: "journal", units: [] } },
  { kind: "containers", text: "web db", draft: { kind: "containers", names: ["web", "db"] } },
] as const)("“$text” means a place of $kind", ({ kind, text, draft }) => {
  expect(draftFrom(kind, text)).toEqual(draft);
});

import { expect, test } from "vitest";
import { annotationQuerySchema } from "#shared/dashboards/dashboard";
import { noteLook, notesAt } from "../../../../../renderer/pages/dashboards/annotations/notes";

const manual = (name: string) => annotationQuerySchema.parse({ name, kind: "manual", color: "red" });
const query = annotationQuerySchema.parse({ name: "Deploys" });

test.each([
  {
    name: "without an annotation about them",
    annotations: [query],
    off: ["Deploys"],
    expected: { name: "Notes", color: "blue" },
  },
  { name: "as the dashboard says", annotations: [query, manual("Ours")], off: [], expected: { name: "Ours", color: "red" } },
  { name: "not at all once switched off", annotations: [manual("Ours")], off: ["Ours"], expected: undefined },
])("notes are marked $name", ({ annotations, off, expected }) => {
  const look = noteLook(annotations, new Set(off));
  expect(look && { name: look.name, color: look.color }).toEqual(expected);
});

test("a note is found near where it was pointed at, and marks of queries are not notes", () => {
  const mark = { title: "", tags: [], color: "blue", from: "Notes" };
  const marks = [
    { ...mark, id: "1", at: 500, text: "near" },
    { ...mark, id: "2", at: 100, until: 495, text: "a stretch that ends there" },
    { ...mark, id: "3", at: 530, text: "further on" },
    { ...mark, at: 500, text: "of a query" },
  ];
  const found = (from: number, to: number) => notesAt(marks, { from, to }, { from: 0, to: 1000 }).map(({ text }) => text);
  expect(found(505, 505)).toEqual(["near", "a stretch that ends there"]);
  expect(found(515, 525)).toEqual(["further on"]);
  expect(found(900, 900)).toEqual([]);
});

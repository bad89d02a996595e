import { describe, expect, test } from "vitest";
import { edit, isChanged, redo, startEdits, undo } from "../../../../../renderer/pages/alerts/routing/edits";

const start = startEdits("a");

describe("edits", () => {
  test("go back step by step, and forth again", () => {
    const edits = edit(edit(start, "b"), "c");
    expect(undo(edits).present).toBe("b");
    expect(undo(undo(edits)).present).toBe("a");
    expect(undo(undo(undo(edits))).present).toBe("a");
    expect(redo(undo(edits)).present).toBe("c");
    expect(redo(edits)).toBe(edits);
  });
  test("of one topic are one step, as letters typed into one field", () => {
    const edits = edit(edit(edit(start, "b", "name"), "bc", "name"), "bcd", "name");
    expect(undo(edits).present).toBe("a");
  });
  test("of one topic are two steps when something else, or a step back, came between", () => {
    expect(undo(edit(edit(edit(start, "b", "name"), "c", "zone"), "d", "name")).present).toBe("c");
    expect(undo(edit(undo(edit(start, "b", "name")), "c", "name")).present).toBe("a");
  });
  test("after a step back forget what was undone", () => {
    const edits = edit(undo(edit(start, "b")), "c");
    expect(redo(edits).present).toBe("c");
  });
  test("are no change when everything is as it was saved, by whatever way", () => {
    expect(isChanged(startEdits({ name: "x" }))).toBe(false);
    expect(isChanged(edit(startEdits({ name: "x" }), { name: "y" }))).toBe(true);
    expect(isChanged(edit(edit(startEdits({ name: "x" }), { name: "y" }), { name: "x" }))).toBe(false);
  });
});

import { expect, test } from "vitest";
import { createHeldBlocks } from "../../../../../renderer/pages/logs/tail/held-blocks";
import { blockOf } from "../../../../support/log-blocks";

test("a block that goes leaves its label sets to the next one, whose lines count on from them", () => {
  const held = createHeldBlocks({ lines: 2, bytes: 1e9 });
  held.add(
    blockOf(
      [
        ["1", "a"],
        ["2", "b"],
      ],
      [{ app: "a" }],
    ),
  );
  held.add(blockOf([["3", "c", 1]], [{ app: "b" }]));
  expect({ lines: held.lines, lost: held.lost }).toEqual({ lines: 1, lost: 2 });
  const [block, ...others] = held.takeAll();
  expect(others).toEqual([]);
  expect(block?.streams).toEqual([{ app: "a" }, { app: "b" }]);
});

test("bytes are bounded too, but the newest block stays", () => {
  const held = createHeldBlocks({ lines: 100, bytes: 1000 });
  held.add(blockOf([["1", "a".repeat(900)]]));
  held.add(blockOf([["2", "b".repeat(9000)]]));
  expect({ lines: held.lines, lost: held.lost }).toEqual({ lines: 1, lost: 1 });
});

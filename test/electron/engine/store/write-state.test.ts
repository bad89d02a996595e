import { expect, test } from "vitest";
import { WriteFailed } from "../../../../electron/engine/store/disk/disk-full";
import { createWriteState } from "../../../../electron/engine/store/write-state";
import { createFakeClock } from "../../../support/fake-clock";

function setUp() {
  const remarks: string[] = [];
  const clock = createFakeClock(1000);
  const writing = createWriteState({ clock, onRemark: (remark) => remarks.push(remark) });
  const failing = (code: string) => () => Promise.reject(new WriteFailed(code, "/data"));
  const well = () => Promise.resolve();
  return { writing, clock, remarks, failing, well };
}

const full = expect.stringContaining("The disk is full");
const again = "History is written to the disk again, as before.";

test("a full disk is said once, and that there is room again", async () => {
  const { writing, clock, remarks, failing, well } = setUp();
  expect(await writing.attempt("log", well)).toBe(true);
  expect(await writing.attempt("log", failing("ENOSPC"))).toBe(false);
  await clock.advance(4000);
  expect(await writing.attempt("blocks", failing("ENOSPC"))).toBe(false);
  expect(await writing.attempt("log", failing("ENOSPC"))).toBe(false);
  expect(writing.state()).toEqual({ kind: "paused", since: 1000, say: full });
  expect(remarks).toEqual([full]);
  await writing.attempt("log", well);
  await writing.attempt("blocks", well);
  expect(writing.state()).toEqual({ kind: "writing" });
  expect(remarks).toEqual([full, again]);
});

test("a log that can be written does not end the pause that the blocks are the reason of, nor the other way round", async () => {
  const { writing, remarks, failing, well } = setUp();
  for (const [broken, whole] of [
    ["blocks", "log"],
    ["log", "blocks"],
  ] as const) {
    for (let round = 0; round < 3; round++) {
      await writing.attempt(broken, failing("EIO"));
      await writing.attempt(whole, well);
      expect(writing.state().kind).toBe("paused");
    }
    await writing.attempt(broken, well);
  }
  const said = expect.stringContaining("(EIO)");
  expect(remarks).toEqual([said, again, said, again]);
});

test.each(["EACCES", "EPERM", "EROFS", "EIO", "EMFILE"])("%s is said, with what to look at", async (code) => {
  const { writing, remarks, failing } = setUp();
  expect(await writing.attempt("log", failing(code))).toBe(false);
  expect(remarks).toEqual([
    `History cannot be written to the data folder (${code}): the newest hour stays in memory. Check the folder's owner and its disk.`,
  ]);
});

test("a bug goes on upwards", async () => {
  const { writing, remarks } = setUp();
  await expect(writing.attempt("log", () => Promise.reject(new TypeError("x is not a function")))).rejects.toThrow(TypeError);
  expect({ state: writing.state(), remarks }).toEqual({ state: { kind: "writing" }, remarks: [] });
});

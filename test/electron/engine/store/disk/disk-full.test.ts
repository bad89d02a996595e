import { describe, expect, test } from "vitest";
import {
  isDiskFull,
  requireRoom,
  systemCode,
  toWriteFailed,
  WriteFailed,
} from "../../../../../electron/engine/store/disk/disk-full";

const ofNode = (code: string) => Object.assign(new Error(`${code}: something, write`), { code });
const ofLevelDb = (message: string) =>
  Object.assign(new Error(`IO error: /data/000012.log: ${message}`), { code: "LEVEL_IO_ERROR" });

describe("a refused write", () => {
  test.each([
    { name: "a full disk, from Node", error: ofNode("ENOSPC"), code: "ENOSPC", isFull: true },
    { name: "a full disk, from LevelDB", error: ofLevelDb("No space left on device"), code: "ENOSPC", isFull: true },
    { name: "a quota", error: ofLevelDb("Disk quota exceeded"), code: "EDQUOT", isFull: true },
    { name: "a limit on the size of files", error: ofLevelDb("File too large"), code: "EFBIG", isFull: true },
    { name: "a read-only file system", error: ofLevelDb("Read-only file system"), code: "EROFS", isFull: false },
    { name: "a folder of somebody else", error: ofLevelDb("Permission denied"), code: "EACCES", isFull: false },
    { name: "a failing disk", error: ofNode("EIO"), code: "EIO", isFull: false },
    { name: "one wrapped by another", error: new Error("not open", { cause: ofNode("ENOSPC") }), code: "ENOSPC", isFull: true },
  ])("is known: $name", ({ error, code, isFull }) => {
    const failed = toWriteFailed(error, "/data");
    expect(failed).toBeInstanceOf(WriteFailed);
    expect((failed as WriteFailed).code).toBe(code);
    expect(isDiskFull(failed)).toBe(isFull);
    expect((failed as WriteFailed).failure.say).toBe(
      isFull
        ? "There is no room left on the disk of /data: free some space."
        : `/data could not be written (${code}): check its owner and its disk.`,
    );
  });

  test.each([
    { name: "a bug", error: new TypeError("no space left on device") },
    { name: "damage", error: Object.assign(new Error("Corruption: bad block"), { code: "LEVEL_CORRUPTION" }) },
    { name: "a missing file", error: ofNode("ENOENT") },
    { name: "no error at all", error: "ENOSPC" },
  ])("is not what this is: $name", ({ error }) => {
    expect(systemCode(error)).toBeUndefined();
    expect(toWriteFailed(error, "/data")).toBe(error);
    expect(isDiskFull(error)).toBe(false);
  });
});

test("less room than asked for is a full disk", async () => {
  await expect(requireRoom("/", Number.MAX_SAFE_INTEGER)).rejects.toSatisfy(isDiskFull);
  await expect(requireRoom("/", 0)).resolves.toBeUndefined();
});

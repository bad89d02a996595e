import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeZip } from "../../../../../renderer/pages/dashboards/export/zip";

const at = new Date(2026, 10, 21, 18, 7, 44);
const bytes = (text: string) => new TextEncoder().encode(text);

/** What another program makes of it: each file's name, size, time and text. */
function readByPython(zip: Uint8Array): unknown {
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  const file = join(folder, "a.zip");
  try {
    writeFileSync(file, zip);
    const script =
      "import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n" +
      "print(json.dumps([[i.filename,i.file_size,list(i.date_time),z.read(i).decode()] for i in z.infolist()]))";
    return JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const hasPython = (() => {
  try {
    execFileSync("python3", ["--version"]);
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!hasPython)("another program reads the files back, whatever they are called", () => {
  const files = [
    { name: "cpu.csv", bytes: bytes("time,a\r\n1,2\r\n") },
    { name: "größe-😀.json", bytes: bytes("[]") },
    { name: "empty", bytes: new Uint8Array() },
    { name: "large", bytes: bytes("x".repeat(100_000)) },
  ];
  const time = [2026, 11, 21, 18, 7, 44];
  expect(readByPython(makeZip(files, at))).toEqual(
    files.map((file) => [file.name, file.bytes.length, time, new TextDecoder().decode(file.bytes)]),
  );
});

test("an archive of nothing is one too", () => {
  expect([...makeZip([], at)]).toEqual([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]);
});

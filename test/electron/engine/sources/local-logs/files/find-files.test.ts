import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, symlinkSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkedGlob, findFiles } from "../../../../../../electron/engine/sources/local-logs/files/find-files";
import { type LogFolder, logFolder } from "../../../../../support/local-log-files";

let folder: LogFolder;
beforeEach(() => {
  folder = logFolder();
});
afterEach(() => folder.remove());

const found = async (glob: string) =>
  (await findFiles(`${folder.path}/${glob}`)).files.map(({ path }) => path.slice(folder.path.length + 1)).sort();

test.each([
  { glob: "app.log", expected: ["app.log", "app.log.1", "app.log.2.gz"] },
  { glob: "*.log", expected: ["app.log", "app.log.1", "app.log.2.gz", "other.log"] },
  { glob: "sub/*", expected: ["sub/deep.log"] },
  { glob: "**/*.log", expected: ["app.log", "app.log.1", "app.log.2.gz", "other.log", "sub/deep.log", "sub/sub/deeper.log"] },
  { glob: "{other,none}.log", expected: ["other.log"] },
  { glob: "none*", expected: [] },
  { glob: ".h*", expected: [".hidden"] },
])("$glob means $expected", async ({ glob, expected }) => {
  for (const name of ["app.log", "app.log.1", "app.log.2.gz", "other.log", "sub/deep.log", "sub/sub/deeper.log", ".hidden"])
    folder.write(name, "x\n");
  expect(await found(glob)).toEqual(expected);
});

test("one file under several names is read once", async () => {
  const path = folder.write("app.log", "x\n");
  symlinkSync(path, `${folder.path}/link.log`);
  linkSync(path, `${folder.path}/hard.log`);
  expect(await found("*.log")).toHaveLength(1);
});

test("named pipes, folders and links in a circle are not read", async () => {
  folder.write("dir.log/x", "x\n");
  execFileSync("mkfifo", [`${folder.path}/pipe.log`]);
  symlinkSync(`${folder.path}/circle.log`, `${folder.path}/circle.log`);
  const { files, problems } = await findFiles(`${folder.path}/*.log`);
  expect(files).toEqual([]);
  expect(problems.sort()).toEqual([
    `${folder.path}/circle.log cannot be looked at (ELOOP).`,
    `${folder.path}/pipe.log is no regular file, and is not read.`,
  ]);
});

test.skipIf(process.platform !== "linux")("a link to what the kernel tells is not followed", async () => {
  symlinkSync("/proc/self/status", `${folder.path}/link.log`);
  expect(await findFiles(`${folder.path}/*.log`)).toEqual({
    files: [],
    problems: [`${folder.path}/link.log is a part of /proc, /sys or /dev, and is not read.`],
  });
});

test("a glob that leads to each folder in many ways is walked once", async () => {
  for (let depth = 1; depth <= 8; depth++) folder.write(`${"d/".repeat(depth)}app.log`, "x\n");
  const { files } = await findFiles(`${folder.path}/${"**/".repeat(30)}*.log`);
  expect(files).toHaveLength(8);
});

test.skipIf(process.getuid?.() === 0)("a file that may not be read is told with what to do", async () => {
  chmodSync(folder.write("app.log", "x\n"), 0);
  expect((await findFiles(`${folder.path}/*`)).problems).toEqual([expect.stringContaining("usermod -aG adm")]);
});

test("what is packed in another way is told, and not read", async () => {
  folder.write("app.log.1.xz", "x");
  expect(await findFiles(`${folder.path}/*`)).toEqual({
    files: [],
    problems: [`${folder.path}/app.log.1.xz is packed in a way that is not read here; gzip is.`],
  });
});

test("of more files than are read that is told", async () => {
  for (let index = 0; index < 2003; index++) folder.write(`${index}.log`, "");
  const { files, problems } = await findFiles(`${folder.path}/*`);
  expect(files).toHaveLength(2000);
  expect(problems).toEqual([`${folder.path}/* means 2003 files; the first 2000 of them are read.`]);
});

test("a folder of very many names has its files found, and only other folders are left out", async () => {
  for (const name of ["a/f7.log.1", "b/f7.log"]) folder.write(name, "x\n");
  for (let index = 0; index < 20_100; index++) writeFileSync(`${folder.path}/a/f${index}.log`, "");
  const few = await findFiles(`${folder.path}/a/f7.log`);
  expect(few.files.map(({ path }) => path.slice(folder.path.length))).toEqual(["/a/f7.log", "/a/f7.log.1"]);
  expect(few.problems).toEqual([]);
  const all = await findFiles(`${folder.path}/a/*.log`);
  expect(all.files).toHaveLength(2000);
  expect(all.problems).toEqual([`${folder.path}/a/*.log means 20101 files; the first 2000 of them are read.`]);
  const two = await findFiles(`${folder.path}/{a,b}/f[7].log`);
  expect(two.files.map(({ path }) => path.slice(folder.path.length))).toEqual(["/a/f7.log", "/a/f7.log.1"]);
  expect(two.problems).toEqual([expect.stringContaining("More than 20000 names had to be looked at")]);
});

test.each([
  { glob: "logs/*.log", say: '"logs/*.log" is no whole path: begin with / (or ~/ for your own folder), as in /var/log/*.log.' },
  { glob: "/var/log/../../etc/*", say: '"/var/log/../../etc/*" goes up by "..": write the path that it leads to.' },
  { glob: "/var/log/", say: '"/var/log/" is a folder: say which files of it, as in /var/log/*.log.' },
  { glob: "/proc/kmsg", say: "What lies in /proc, /sys and /dev are no logs, and reading some of it changes the machine." },
  { glob: "//dev/zero", say: "What lies in /proc, /sys and /dev are no logs, and reading some of it changes the machine." },
])("$glob is refused in words", ({ glob, say }) => {
  expect(() => checkedGlob(glob, "/home/me")).toThrow(say);
});

test("~ is the home folder", () => {
  expect(checkedGlob(" ~/logs/*.log ", "/home/me")).toBe("/home/me/logs/*.log");
});

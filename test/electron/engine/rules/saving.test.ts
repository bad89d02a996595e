import { chmodSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LocalRules, startLocalRules } from "../../../support/local-rules";

let at: LocalRules;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-saving-"));
  path = join(folder, "rules.yml");
  at = await startLocalRules();
});
afterEach(async () => {
  await at.close();
  rmSync(folder, { recursive: true, force: true });
});

const rule = (name: string) => `groups:\n- name: g\n  rules:\n  - alert: ${name}\n    expr: x > 1\n`;
const open = (where = path) => at.rules.load({ from: "path", path: where, source: "local" });
const names = () => at.rules.snapshot().flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.map(({ name }) => name)));

describe("saving a rule file", () => {
  test("writes it where it lies and evaluates it from then on; who may read it stays", async () => {
    writeFileSync(path, rule("A"));
    chmodSync(path, 0o640);
    const { id } = await open();
    const { text, revision } = await at.rules.text(id);
    expect(text).toBe(rule("A"));
    expect(await at.rules.save({ id, revision, text: rule("B") })).toMatchObject({ id, path });
    expect({ text: readFileSync(path, "utf8"), mode: statSync(path).mode & 0o777, names: names() }).toEqual({
      text: rule("B"),
      mode: 0o640,
      names: ["B"],
    });
    // The next save needs the next revision.
    await expect(at.rules.save({ id, revision, text: rule("C") })).rejects.toMatchObject({ failure: { kind: "refused" } });
    await at.rules.save({ id, revision: (await at.rules.text(id)).revision, text: rule("C") });
    expect(names()).toEqual(["C"]);
  });

  test("goes through a link to the file behind it", async () => {
    writeFileSync(path, rule("A"));
    const link = join(folder, "link.yml");
    symlinkSync(path, link);
    const { id } = await open(link);
    await at.rules.save({ id, revision: (await at.rules.text(id)).revision, text: rule("B") });
    expect({ link: readlinkSync(link), text: readFileSync(path, "utf8") }).toEqual({ link: path, text: rule("B") });
  });

  test("is refused when somebody else changed it since, and nothing is lost", async () => {
    writeFileSync(path, rule("A"));
    const { id } = await open();
    const { revision } = await at.rules.text(id);
    writeFileSync(path, rule("Theirs"));
    await expect(at.rules.save({ id, revision, text: rule("B") })).rejects.toMatchObject({
      failure: {
        kind: "refused",
        say: `${path} was changed by somebody else since it was opened: open it again, or copy your text first.`,
      },
    });
    expect(readFileSync(path, "utf8")).toBe(rule("Theirs"));
  });

  test("is refused when the text is wrong, with every mistake at its place", async () => {
    writeFileSync(path, rule("A"));
    const { id } = await open();
    const { revision } = await at.rules.text(id);
    await expect(at.rules.save({ id, revision, text: rule("B").replace("x > 1", "x >\n    for: y") })).rejects.toMatchObject({
      failure: { kind: "bad-file", diagnostics: [{ place: { line: 5 } }, { place: { line: 6 } }] },
    });
    expect({ text: readFileSync(path, "utf8"), names: names() }).toEqual({ text: rule("A"), names: ["A"] });
  });
});

describe("a file in another encoding is read, and a warning says what to do", () => {
  const text = rule("Größe");
  test.each([
    {
      name: "UTF-16 with its mark, as Notepad saves it",
      bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
      encoding: "UTF-16",
    },
    { name: "UTF-16 without", bytes: Buffer.from(text, "utf16le"), encoding: "UTF-16" },
    {
      name: "big-endian UTF-16",
      bytes: Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]),
      encoding: "UTF-16",
    },
    { name: "Windows-1252", bytes: Buffer.from(text, "latin1"), encoding: "Windows-1252" },
    {
      name: "UTF-8 with a byte order mark",
      bytes: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
      encoding: undefined,
    },
    { name: "UTF-8", bytes: Buffer.from(text), encoding: undefined },
  ])("$name", async ({ bytes, encoding }) => {
    writeFileSync(path, bytes);
    const { diagnostics, problem } = await open();
    expect(names()).toEqual(["Größe"]);
    expect(problem).toBeUndefined();
    expect(diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(
      encoding === undefined
        ? []
        : [`warning: this file is written in ${encoding}, which Prometheus cannot read: save it as UTF-8`],
    );
  });
});

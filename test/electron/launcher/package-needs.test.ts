import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import {
  type Machine,
  targets,
  usualTargets,
  variablesForOwnTools,
  whatIsMissing,
} from "../../../electron/launcher/package-needs.mjs";

const offline = (...tools: string[]): Machine => ({
  system: "linux",
  hasElectron: true,
  canDownload: false,
  has: (tool) => tools.includes(tool),
});
const noDownload = "and it cannot be downloaded because https://github.com does not answer";

test.each<{ name: string; wanted: string[]; machine: Machine; expected: string[] }>([
  { name: "the unpacked app needs nothing beside Electron", wanted: ["dir"], machine: offline(), expected: [] },
  {
    name: "without Electron and without the network not even that",
    wanted: ["dir"],
    machine: { ...offline(), hasElectron: false },
    expected: [
      "dir: needs Electron, and https://github.com does not answer; set ELECTRON_OVERRIDE_DIST_PATH to a folder with it.",
    ],
  },
  {
    name: "what can be downloaded is not missing, what cannot is",
    wanted: ["deb", "rpm"],
    machine: { ...offline(), canDownload: true, hasElectron: false },
    expected: ["rpm: needs rpmbuild (apt install rpm)."],
  },
  {
    name: "offline, every tool of every target is named",
    wanted: ["deb", "rpm", "tar.gz"],
    machine: offline("7zip"),
    expected: [
      `deb: needs fpm (gem install fpm), ${noDownload}.`,
      `rpm: needs fpm (gem install fpm), ${noDownload}.`,
      "rpm: needs rpmbuild (apt install rpm).",
    ],
  },
  {
    name: "offline with the tools there is nothing to say",
    wanted: ["deb", "rpm"],
    machine: offline("fpm", "rpmbuild"),
    expected: [],
  },
  { name: "a target of another system", wanted: ["dmg"], machine: offline(), expected: ["dmg: can only be built on darwin."] },
  {
    name: "a target that does not exist",
    wanted: ["floppy"],
    machine: offline(),
    expected: ["floppy: there is no such target; there are dir, deb, rpm, AppImage, tar.gz, dmg, zip, nsis."],
  },
])("$name", ({ wanted, machine, expected }) => expect(whatIsMissing(wanted, machine)).toEqual(expected));

test("what is built by default is what electron-builder.yml lists, on every system", () => {
  const config = parse(readFileSync(join(import.meta.dirname, "../../../electron-builder.yml"), "utf8"));
  const listed = { linux: config.linux.target, darwin: config.mac.target, win32: config.win.target };
  for (const system of ["linux", "darwin", "win32"] as const) {
    expect(usualTargets(system).sort()).toEqual([...listed[system]].sort());
    expect(Object.keys(targets)).toEqual(expect.arrayContaining(listed[system]));
  }
});

test("a tool that the user names is left to electron-builder as it is", () => {
  const env = { PATH: "", ELECTRON_BUILDER_7ZIP_PATH: "/opt/7za", CUSTOM_FPM_PATH: "/opt/fpm", XDG_CACHE_HOME: "/nonexistent" };
  expect(variablesForOwnTools(env)).toEqual({});
});

import { resolve } from "node:path";
import { expect, test } from "vitest";
import { dataFolderIn } from "../../../electron/shell/data-folder-argument";

const here = resolve("/home/dana");

test.each([
  { name: "apart", argv: ["electron", ".", "--data-folder", "/srv/console"], expected: resolve("/srv/console") },
  { name: "joined", argv: ["watchdeck", "--data-folder=/srv/console"], expected: resolve("/srv/console") },
  {
    name: "a relative folder is taken from where the user stands",
    argv: ["watchdeck", "--data-folder", "x"],
    expected: resolve(here, "x"),
  },
  { name: "a name with an equals sign", argv: ["watchdeck", "--data-folder=/srv/a=b"], expected: resolve("/srv/a=b") },
  { name: "not given", argv: ["watchdeck", "--disable-gpu"], expected: undefined },
  { name: "given without a value", argv: ["watchdeck", "--data-folder"], expected: undefined },
  { name: "given with an empty value", argv: ["watchdeck", "--data-folder="], expected: undefined },
])("finds the data folder: $name", ({ argv, expected }) => expect(dataFolderIn(argv, here)).toBe(expected));

import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { rendererFile } from "../../../electron/shell/renderer-file";

const folder = resolve("/opt/watchdeck/dist/renderer");
const host = "watchdeck.invalid";

test.each([
  { name: "the root is the page", path: "/", file: "index.html", type: "text/html; charset=utf-8" },
  { name: "a script", path: "/assets/index-4f2a.js", file: "assets/index-4f2a.js", type: "text/javascript; charset=utf-8" },
  { name: "a font", path: "/assets/inter.woff2", file: "assets/inter.woff2", type: "font/woff2" },
  { name: "a query is not part of the name", path: "/index.html?x=/../y", file: "index.html", type: "text/html; charset=utf-8" },
  { name: "a name with a space", path: "/assets/a%20b.svg", file: "assets/a b.svg", type: "image/svg+xml" },
  { name: "dots within the folder", path: "/assets/../index.html", file: "index.html", type: "text/html; charset=utf-8" },
])("finds the file: $name", ({ path, file, type }) =>
  expect(rendererFile(folder, `https://${host}${path}`, host)).toEqual({ path: join(folder, file), type }),
);

test.each([
  { name: "climbing out with encoded slashes", address: `https://${host}/..%2f..%2fpackage.json` },
  { name: "climbing into a folder that begins with the same name", address: `https://${host}/..%2frenderer-old/index.html` },
  { name: "a backslash", address: `https://${host}/..%5c..%5cpackage.json` },
  { name: "a NUL", address: `https://${host}/index.html%00.png` },
  { name: "a drive", address: `https://${host}/C:%2fsecret.json` },
  { name: "a broken escape", address: `https://${host}/%zz.js` },
  { name: "a kind of file that no page has", address: `https://${host}/main.node` },
  { name: "another host", address: "https://example.com/index.html" },
  { name: "no address", address: "index.html" },
])("refuses $name", ({ address }) => expect(rendererFile(folder, address, host)).toBeUndefined());

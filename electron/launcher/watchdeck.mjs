#!/usr/bin/env node
// The `watchdeck` command: makes sure that the build is there, then hands over to it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, checkNode, install, root, Sorry } from "./prepare.mjs";

const tell = (line) => process.stderr.write(`watchdeck: ${line}\n`);

try {
  checkNode();
  await install(tell);
  await build(tell);
} catch (error) {
  if (!(error instanceof Sorry)) throw error;
  tell(error.message);
  process.exit(1);
}
await import(pathToFileURL(join(root, "dist", "cli.js")).href);

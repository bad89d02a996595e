// An engine in a process of its own, to be killed at any moment. It is told on its standard input what to call, and writes the
// replies, one line of JSON each; its notices go to a file, before anybody can say that they were shown.
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createEngine } from "../../electron/engine/engine";
import { createLog } from "../../electron/engine/log";
import { openVault } from "./engine-parts";

const [dataFolder = "", notices = ""] = process.argv.slice(2);

const engine = await createEngine({
  dataFolder,
  shell: "desktop",
  version: "test",
  vault: openVault,
  log: createLog((line) => process.stderr.write(`${line}\n`)),
  notifier: {
    show(notice, report) {
      appendFileSync(notices, `${JSON.stringify({ title: notice.title, tag: notice.tag })}\n`);
      report("shown");
    },
    withdraw: () => undefined,
  },
});
await engine.start();
process.stdout.write('"started"\n');

for await (const line of createInterface({ input: process.stdin })) {
  const { name, input } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await engine.api.run(name, input))}\n`);
}

// Measures the filesystems it finds, of which some hang, says what came of it, and ends.
import { readFile } from "node:fs/promises";
import { createHost } from "../../electron/engine/collectors/host/host-access";
import { createFilesystem } from "../../electron/engine/collectors/storage/filesystem";
import { collectOnce } from "./collect";

const host = createHost();
const filesystem = createFilesystem();

async function measure() {
  const began = performance.now();
  const readings = await collectOnce(filesystem, host);
  const errors = readings.filter(({ name, labels }) => name === "node_filesystem_device_error" && labels.fstype === "fuse");
  return {
    seconds: Math.round((performance.now() - began) / 100) / 10,
    others: readings.some(({ name, labels }) => name === "node_filesystem_size_bytes" && labels.fstype !== "fuse"),
    hanging: errors.map(({ labels, value }) => `${labels.device} ${labels.device_error} ${value}`),
  };
}

const runs = [await measure(), await measure()];
// What is left of Node's file threads must do for the rest of the engine.
await Promise.all(Array.from({ length: 8 }, () => readFile(import.meta.filename)));
process.stdout.write(`${JSON.stringify(runs)}\n`);
process.exit(0);

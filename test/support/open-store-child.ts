// Opens a store, as another user if one is given, says how that went, and keeps it open until its standard input ends.
import { openDisk } from "../../electron/engine/store/disk/open-disk";
import { createFakeLog } from "./fake-log";

const [folder = "", user] = process.argv.slice(2);
if (user !== undefined) {
  process.setgroups?.([Number(user)]);
  process.setgid?.(Number(user));
  process.setuid?.(Number(user));
}
try {
  const { disk } = await openDisk({ folder, log: createFakeLog(), reserve: 0 });
  process.stdout.write("open\n");
  for await (const _ of process.stdin);
  await disk.close();
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
}

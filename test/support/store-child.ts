// A store in a process of its own, to be killed at any moment. It writes known samples as fast as it can, as if time flew, and
// says on its standard output up to which time they are safe.
import { writeSync } from "node:fs";
import { createStoppedClock, knownReadings, openKnownStore, step, writer } from "./known-samples";

const [folder = "", start = "0"] = process.argv.slice(2);
const clock = createStoppedClock(Number(start));
const say = (line: string | number) => writeSync(1, `${line}\n`);

const remarks: string[] = [];
const store = await openKnownStore(folder, clock, remarks);
for (const remark of remarks) say(`remark ${remark}`);
say("open");
for (let run = 1; ; run++) {
  const time = clock.now() + step;
  clock.set(time);
  store.append(writer, time, knownReadings(time), { job: "test" });
  if (run % 4 !== 0) continue;
  await store.flush();
  say(time);
  if (run % 12 === 0) await store.maintain();
}

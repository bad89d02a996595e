import { beforeEach, describe, expect, test } from "vitest";
import { type ConsoleProcess, type FromConsole, keepConsole, type ToConsole } from "../../../electron/serve/keep-console";

interface FakeProcess {
  received: ToConsole[];
  isKilled: boolean;
  say(message: FromConsole): void;
  end(how: string): void;
}

let processes: FakeProcess[];
let waiting: { run(): void; delay: number }[];
let told: string[];
let now: number;

function spawn(): ConsoleProcess {
  let onMessage = (_message: FromConsole) => {};
  let onExit = (_how: string) => {};
  const fake: FakeProcess = {
    received: [],
    isKilled: false,
    say: (message) => onMessage(message),
    end: (how) => onExit(how),
  };
  processes.push(fake);
  return {
    send: (message) => fake.received.push(message),
    onMessage: (run) => {
      onMessage = run;
    },
    onExit: (run) => {
      onExit = run;
    },
    kill: () => {
      fake.isKilled = true;
      onExit("SIGKILL");
    },
  };
}

const running: FromConsole = { t: "running", url: "http://a/#token=k", oneTimeUrl: "http://a/#token=once", port: 4711 };
const last = () => processes.at(-1) as FakeProcess;

function keep() {
  return keepConsole({
    dataFolder: "/data",
    spawn,
    tell: (line) => told.push(line),
    now: () => now,
    wait(run, delay) {
      const entry = { run, delay };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((each) => each !== entry);
      };
    },
  });
}

function passTime(): number | undefined {
  const next = waiting.shift();
  next?.run();
  return next?.delay;
}

beforeEach(() => {
  processes = [];
  waiting = [];
  told = [];
  now = 0;
});

describe("a console that is kept", () => {
  test("is told its folder, and gives its addresses once it runs", async () => {
    const kept = keep();
    expect(last().received).toEqual([{ t: "start", dataFolder: "/data", port: undefined, after: undefined }]);
    last().say(running);
    expect(await kept.running).toMatchObject({ url: running.url, oneTimeUrl: running.oneTimeUrl });
  });

  test("is started again at once on the same port when it ends, with the reason and the browser to guard", () => {
    const kept = keep();
    last().say(running);
    kept.guardBrowser(99);
    last().end("SIGKILL");
    expect(passTime()).toBe(0);
    expect(last().received).toEqual([
      { t: "start", dataFolder: "/data", port: 4711, after: "SIGKILL" },
      { t: "browser", pid: 99 },
    ]);
    expect(told).toEqual(["The console ended unexpectedly (SIGKILL) and is started again."]);
  });

  test("that ends again and again is waited for longer, told so after five times, and never given up", () => {
    keep();
    last().say(running);
    const delays = Array.from({ length: 7 }, () => {
      last().end("code 1");
      return passTime();
    });
    expect(delays).toEqual([0, 250, 500, 1000, 2000, 2000, 2000]);
    expect(told).toHaveLength(5);
    expect(told.at(-1)).toBe("The console ends each time it is started (code 1). Watchdeck goes on trying.");
    last().say(running);
    expect(told.at(-1)).toBe("The console runs again.");
  });

  test.each([
    {
      name: "with its own reason",
      say: { t: "failed", say: "Port 80 is reserved for root." } as const,
      why: "Port 80 is reserved for root.",
    },
    { name: "without a word", say: undefined, why: "The console's process ended as it started (code 1)" },
  ])("that does not come to run is not started again: it ends $name", async ({ say, why }) => {
    const kept = keep();
    if (say) last().say(say);
    last().end("code 1");
    await expect(kept.running).rejects.toThrow(why);
    expect(waiting).toEqual([]);
  });
});

describe("closing", () => {
  test("asks the console to put its things away, and does not start it again", async () => {
    const kept = keep();
    last().say(running);
    const closed = kept.close();
    expect(last().received.at(-1)).toEqual({ t: "close" });
    last().end("code 0");
    await closed;
    expect(waiting).toEqual([]);
    expect(told).toEqual([]);
  });

  test("kills a console that does not end", async () => {
    const kept = keep();
    last().say(running);
    const closed = kept.close();
    expect(passTime()).toBe(4000);
    await closed;
    expect(last().isKilled).toBe(true);
  });

  test("between two consoles starts no other", async () => {
    const kept = keep();
    last().say(running);
    last().end("SIGKILL");
    await kept.close();
    expect(waiting).toEqual([]);
    expect(processes).toHaveLength(1);
  });
});

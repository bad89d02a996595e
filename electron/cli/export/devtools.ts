// A browser without a window, driven over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";

export interface HeadlessPage {
  resize(width: number, height: number): Promise<void>;
  open(url: string): Promise<void>;
  /** The value of a JavaScript expression in the page, awaited when it is a promise. */
  evaluate(expression: string): Promise<unknown>;
  /** A part of the page as a PNG. */
  picture(part: Box): Promise<Buffer>;
  close(): Promise<void>;
}

/** In px of the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface HeadlessOptions {
  browser: string;
  platform: NodeJS.Platform;
  isRoot: boolean;
}

const startPatience = seconds(30);
const answerPatience = seconds(60);

/** Twice the pixels, as the pictures that the console itself saves. */
const deviceScaleFactor = 2;

export async function openHeadlessPage(options: HeadlessOptions): Promise<HeadlessPage> {
  const profile = await mkdtemp(join(tmpdir(), "watchdeck-export-"));
  const child = start(options, profile);
  // One that could not be started never exits.
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()).once("error", () => resolve()));
  const end = async () => {
    child.kill();
    await ended;
    // The last helpers of the browser may still be writing; what stays behind lies in a folder for temporary files.
    await rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  };
  try {
    const protocol = await connect(await addressOf(child, options.browser));
    const { targetId } = (await protocol.send("Target.createTarget", { url: "about:blank" })) as { targetId: string };
    const { sessionId } = (await protocol.send("Target.attachToTarget", { targetId, flatten: true })) as { sessionId: string };
    const send = (method: string, params: object = {}) => protocol.send(method, params, sessionId);
    return {
      async resize(width, height) {
        await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor, mobile: false });
      },
      async open(url) {
        const { errorText } = (await send("Page.navigate", { url })) as { errorText?: string };
        if (errorText !== undefined)
          throw new AppError({ kind: "unreachable", say: `The browser could not open the console: ${errorText}.` });
      },
      async evaluate(expression) {
        const answer = (await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })) as Evaluated;
        if (answer.exceptionDetails) throw new Error(`in the page: ${answer.exceptionDetails.text}`);
        return answer.result.value;
      },
      async picture(part) {
        const clip = { ...part, scale: 1 };
        const { data } = (await send("Page.captureScreenshot", { format: "png", clip })) as { data: string };
        return Buffer.from(data, "base64");
      },
      async close() {
        protocol.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string };
}

function start({ browser, platform, isRoot }: HeadlessOptions, profile: string): ChildProcess {
  const args = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--no-first-run"];
  args.push("--no-default-browser-check", "--hide-scrollbars", "--force-color-profile=srgb", "--disable-extensions");
  if (isRoot && platform === "linux") args.push("--no-sandbox");
  return spawn(browser, [...args, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
}

/** The browser says on which port it listens, in a line of its own. */
function addressOf(child: ChildProcess, browser: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) =>
      reject(new AppError({ kind: "unreachable", say: `The browser ${browser} cannot draw pictures: ${why}.` }));
    const timer = setTimeout(() => fail("it did not get ready in time"), startPatience);
    child.once("error", (error) => {
      clearTimeout(timer);
      fail(error.message);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      fail(`it ended with code ${code}`);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      // It goes on talking about this and that.
      if (said.length < 100_000) said += text;
      // With the end of the line, as it may come in pieces.
      const address = /DevTools listening on (ws:\/\/\S+)\s/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

interface Protocol {
  send(method: string, params: object, sessionId?: string): Promise<unknown>;
  close(): void;
}

async function connect(address: string): Promise<Protocol> {
  const socket = new WebSocket(address, { maxPayload: 512 * 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let sent = 0;
  socket.on("message", (data) => {
    const { id, result, error } = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: { message: string } };
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !asked) return;
    waiting.delete(id);
    if (error) asked.reject(new Error(`the browser refused: ${error.message}`));
    else asked.resolve(result);
  });
  socket.on("close", () => {
    for (const { reject } of waiting.values())
      reject(new AppError({ kind: "disconnected", say: "The browser that draws the pictures ended." }));
    waiting.clear();
  });
  // An `error` is followed by `close`, which fails what is pending.
  socket.on("error", () => {});
  return {
    send(method, params, sessionId) {
      const id = ++sent;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new AppError({ kind: "timeout", say: "The browser that draws the pictures does not answer." }));
        }, answerPatience);
        waiting.set(id, {
          resolve: (result) => {
            clearTimeout(timer);
            resolve(result);
          },
          reject: (error) => {
            clearTimeout(timer);
            reject(error);
          },
        });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
      });
    },
    close: () => socket.close(),
  };
}

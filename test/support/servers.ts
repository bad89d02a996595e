// Real servers for integration tests: each on a free loopback port, with its data in a temporary folder, stopped by its
// process and leaving nothing behind.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, fetch } from "undici";
import { eventually } from "./eventually";
import { isOnPath } from "./programs";

export interface RunningServer {
  /** Base URL with its path prefix, without a trailing slash. */
  url: string;
  port: number;
  /** Resolves when the process has gone and its folder with it. */
  stop(): Promise<void>;
}

export interface PrometheusOptions {
  /** Addresses to scrape every second, by job. */
  scrape?: Record<string, string>;
  /** Such as `/prom`. */
  routePrefix?: string;
  /** Makes the server ask for this login; `passwordHash` is the bcrypt of the password. */
  login?: { username: string; password: string; passwordHash: string };
  tls?: { certificate: string; key: string };
  /** A rule file's text, evaluated by the server itself. */
  rules?: string;
  /** The configuration file, where the one made of the options above will not do. */
  config?: string;
  /** More arguments of the command line. */
  args?: string[];
  /** A folder of blocks, as promtool makes them, that the server has from the beginning. */
  blocks?: string;
  /** A port of a server stopped before, to take its place; absent: a free one. */
  port?: number;
}

/** The version of the Prometheus on PATH, such as `2.42.0`, or undefined when there is none. */
export function prometheusVersion(): string | undefined {
  const found = spawnSync("prometheus", ["--version"], { encoding: "utf8" });
  return /version (\d+\.\d+\.\d+)/.exec(`${found.stdout}${found.stderr}`)?.[1];
}

export function startPrometheus(options: PrometheusOptions = {}): Promise<RunningServer> {
  return startServer(({ port, folder }) => {
    writeFileSync(join(folder, "prometheus.yml"), options.config ?? scrapeConfig(options));
    if (options.blocks !== undefined) cpSync(options.blocks, join(folder, "data"), { recursive: true });
    if (options.rules !== undefined) writeFileSync(join(folder, "rules.yml"), options.rules);
    const prefix = options.routePrefix ?? "";
    const args = [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      ...(prefix ? [`--web.route-prefix=${prefix}`] : []),
      ...(options.args ?? []),
    ];
    if (options.login || options.tls) {
      writeFileSync(join(folder, "web.yml"), webConfig(options, folder));
      args.push(`--web.config.file=${join(folder, "web.yml")}`);
    }
    const url = `${options.tls ? "https" : "http"}://127.0.0.1:${port}${prefix}`;
    return {
      program: "prometheus",
      args,
      url,
      readyPath: "/-/ready",
      readyStatus: 200,
      ...(options.login && { login: options.login }),
    };
  }, options.port);
}

/** Debian calls the program by the name of its package. */
export const alertmanagerProgram: string | undefined = ["alertmanager", "prometheus-alertmanager"].find(isOnPath);

export interface AlertmanagerOptions {
  /** The configuration file; absent: one receiver that is told nothing. */
  config?: string;
  /** A port of a server stopped before, to take its place; absent: a free one. */
  port?: number;
  /** Such as `/am`. */
  routePrefix?: string;
  /** Where members of a cluster find each other: this one's address, and that of another one. */
  cluster?: { listen: string; peer?: string };
}

export function startAlertmanager(options: AlertmanagerOptions = {}): Promise<RunningServer> {
  return startServer(({ port, folder }) => {
    const path = join(folder, "alertmanager.yml");
    writeFileSync(path, options.config ?? "route:\n  receiver: nobody\nreceivers:\n- name: nobody\n");
    const prefix = options.routePrefix ?? "";
    const { listen = "", peer } = options.cluster ?? {};
    return {
      program: alertmanagerProgram ?? "alertmanager",
      args: [
        `--config.file=${path}`,
        `--storage.path=${join(folder, "data")}`,
        `--web.listen-address=127.0.0.1:${port}`,
        `--cluster.listen-address=${listen}`,
        ...(listen === "" ? [] : [`--cluster.advertise-address=${listen}`, "--cluster.settle-timeout=1s"]),
        ...(peer === undefined ? [] : [`--cluster.peer=${peer}`]),
        ...(prefix ? [`--web.route-prefix=${prefix}`] : []),
      ],
      url: `http://127.0.0.1:${port}${prefix}`,
      readyPath: "/-/ready",
      readyStatus: 200,
    };
  }, options.port);
}

export interface NodeExporterOptions {
  /** A port of a server stopped before, to take its place; absent: a free one. */
  port?: number;
  /** A folder whose `*.prom` files are exported as well. */
  textfiles?: string;
}

export function startNodeExporter(options: NodeExporterOptions = {}): Promise<RunningServer> {
  return startServer(
    ({ port }) => ({
      program: "prometheus-node-exporter",
      args: [
        `--web.listen-address=127.0.0.1:${port}`,
        ...(options.textfiles === undefined ? [] : [`--collector.textfile.directory=${options.textfiles}`]),
      ],
      url: `http://127.0.0.1:${port}`,
      readyPath: "/",
      readyStatus: 200,
    }),
    options.port,
  );
}

/** A port on the loopback address that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export interface Launch {
  program: string;
  args: string[];
  url: string;
  readyPath: string;
  readyStatus: number;
  /** A refusal would show that it listens, not that it is ready. */
  login?: { username: string; password: string };
}

const mostTries = 3;

/** Another program may take the port between choosing and listening; then it is tried again with another one. */
export async function startServer(
  prepare: (place: { port: number; folder: string }) => Launch,
  wantedPort?: number,
): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const folder = mkdtempSync(join(tmpdir(), "watchdeck-server-"));
    const port = wantedPort ?? (await freePort());
    const launch = prepare({ port, folder });
    const child = spawn(launch.program, launch.args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (part) => {
      said = `${said}${part}`.slice(-4000);
    });
    const stop = () => stopServer(child, folder);
    try {
      await waitUntilReady(child, launch);
      return { url: launch.url, port, stop };
    } catch (error) {
      await stop();
      if (attempt === mostTries) throw new Error(`${launch.program} did not start; it said:\n${said}`, { cause: error });
    }
  }
}

async function waitUntilReady(child: ChildProcess, { url, readyPath, readyStatus, login }: Launch): Promise<void> {
  const basic = login && Buffer.from(`${login.username}:${login.password}`).toString("base64");
  const headers = basic === undefined ? undefined : { Authorization: `Basic ${basic}` };
  let failed: Error | undefined;
  child.once("error", (error) => {
    failed = error;
  });
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  try {
    await eventually(async () => {
      if (failed) throw failed;
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
      // Not listening yet is what is being waited for.
      const answer = await fetch(url + readyPath, { dispatcher, ...(headers && { headers }) }).catch(() => undefined);
      await answer?.body?.cancel();
      return answer?.status === readyStatus || undefined;
    }, `${url}${readyPath} answers ${readyStatus}`);
  } finally {
    await dispatcher.close();
  }
}

async function stopServer(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

function scrapeConfig({ scrape = {}, rules }: PrometheusOptions): string {
  const jobs = Object.entries(scrape).map(
    ([job, target]) => `  - job_name: ${job}\n    static_configs:\n      - targets: ["${target}"]\n`,
  );
  const every = "  scrape_interval: 1s\n  scrape_timeout: 1s\n  evaluation_interval: 1s\n";
  const ruleFiles = rules === undefined ? "" : "rule_files: [rules.yml]\n";
  return `global:\n${every}${ruleFiles}scrape_configs:${jobs.length > 0 ? `\n${jobs.join("")}` : " []\n"}`;
}

/** https://prometheus.io/docs/prometheus/latest/configuration/https/ */
function webConfig({ login, tls }: PrometheusOptions, folder: string): string {
  let text = "";
  if (login) text += `basic_auth_users:\n  ${login.username}: ${login.passwordHash}\n`;
  if (tls) {
    writeFileSync(join(folder, "server.crt"), tls.certificate);
    writeFileSync(join(folder, "server.key"), tls.key, { mode: 0o600 });
    text += "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n";
  }
  return text;
}

// Bundles everything into dist/: the renderer, and each entry of the Node side as one file, with one beside it for each part that
// is loaded only where it is needed. Plain JavaScript, because it runs before anything is built. `node electron/launcher/build.mjs [--only=node|renderer]`
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, runnerImport } from "vite";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const contract = join(root, "shared/contract/index.ts");

/**
 * In the place of the contract: which names it has, and nothing else. The preload asks no more of it, and every window that
 * opens would otherwise read and run all schemas and the library behind them.
 */
const contractNames = {
  name: "contract-names",
  enforce: "pre",
  async load(id) {
    if (id !== contract) return;
    const { module } = await runnerImport(contract, { root, configFile: false, logLevel: "warn" });
    const check = (name, entries) =>
      `const ${name}Names = new Set(${JSON.stringify(Object.keys(entries))});\nexport const is${name}Name = (name) => ${name}Names.has(name);\n`;
    return check("Call", module.calls) + check("Event", module.events) + check("Stream", module.streams);
  },
};

/**
 * In the place of zod, for what checks nothing: schemas are made where the modules that hold them are loaded, and a thread
 * for queries would otherwise begin with half a megabyte of a library that it never asks.
 */
const withoutSchemas = {
  name: "without-schemas",
  enforce: "pre",
  resolveId: (id) => (id === "zod" ? "\0no-schemas" : undefined),
  load: (id) => (id === "\0no-schemas" ? "export const z = new Proxy(() => z, { get: () => z });\n" : undefined),
};

/**
 * One character beyond Latin-1 makes V8 keep two bytes for every character of a file: megabytes, in bundles of this size. In
 * strings, templates and regular expressions an escape means the same.
 */
const asciiOnly = {
  name: "ascii-only",
  // After everything that prints code again, and would print the characters themselves.
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") file.code = file.code.replaceAll(/[^\0-\x7f]/g, escapeUnit);
      }
    },
  },
};

const escapeUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Node-side entries: what is written, from which source, and in which module format. */
const entries = [
  { name: "main", source: "electron/main.ts", format: "es" },
  { name: "engine-process", source: "electron/shell/engine-process.ts", format: "es" },
  { name: "cli", source: "electron/cli.ts", format: "es" },
  { name: "query-worker", source: "electron/engine/queries/query-worker.ts", format: "es", plugins: [withoutSchemas] },
  // A sandboxed preload is loaded as one CommonJS file and may require nothing but `electron`.
  { name: "preload", source: "electron/preload.ts", format: "cjs", plugins: [contractNames] },
];

function buildEntry({ name, source, format, plugins = [] }) {
  return build({
    root,
    plugins: [...plugins, asciiOnly],
    configFile: false,
    logLevel: "warn",
    // Bundled, so that a start reads one file instead of hundreds. systeminformation stays outside: it is loaded only
    // where it is needed, and looks for its parts by path; classic-level looks so for its binary.
    ssr: { noExternal: true, external: ["electron", "systeminformation", "classic-level"] },
    build: {
      ssr: join(root, source),
      outDir: join(root, "dist"),
      emptyOutDir: false,
      target: "node20.18",
      sourcemap: true,
      rolldownOptions: {
        output: {
          format,
          entryFileNames: format === "cjs" ? `${name}.cjs` : `${name}.js`,
          // Beside the entry, because code looks for files from where it lies.
          chunkFileNames: `${name}-[name].js`,
          codeSplitting: format === "es",
          // V8 keeps the text of what it runs: shorter text is two megabytes less in every process. Names stay, for logs.
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
          // CommonJS packages inside an ES module still ask for these (write-file-atomic names its temporary files by them).
          ...(format === "es" && {
            banner: "const __filename = import.meta.filename;\nconst __dirname = import.meta.dirname;",
          }),
        },
      },
    },
  });
}

const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
if (!only) rmSync(join(root, "dist"), { recursive: true, force: true });
if (only !== "renderer") for (const entry of entries) await buildEntry(entry);
if (only !== "node") await build({ configFile: join(root, "vite.config.ts"), logLevel: "warn" });

import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

/** Bundles one TypeScript file of the project into a program for Node, and gives the program's path. */
export async function bundle(source: string, folder: string): Promise<string> {
  const root = join(import.meta.dirname, "../..");
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    ssr: { noExternal: true, external: ["electron", "systeminformation", "classic-level"] },
    build: {
      ssr: join(root, source),
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        output: {
          entryFileNames: "program.mjs",
          codeSplitting: false,
          // CommonJS packages inside an ES module still ask for these.
          banner: "const __filename = import.meta.filename;\nconst __dirname = import.meta.dirname;",
        },
      },
    },
  });
  // What is not bundled is looked for from the program's folder upwards.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return join(folder, "program.mjs");
}

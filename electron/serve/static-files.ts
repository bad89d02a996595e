// The pages of the console, as they were built. Only names found by listing the folder are ever opened, so there is no path
// that a request could climb out with.
import { access, readdir, readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { AppError } from "#shared/model/failure";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

export interface StaticFile {
  type: string;
  cacheControl: string;
  body: Buffer;
}

export interface StaticFiles {
  /** The file under a request's path, as it came on the wire; `undefined` when there is none. */
  find(rawPath: string): Promise<StaticFile | undefined>;
}

export function createStaticFiles(folder: string): StaticFiles {
  let known: Map<string, string> | undefined;

  async function list(): Promise<Map<string, string>> {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return new Map(
      found
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const path = join(entry.parentPath, entry.name);
          return [path.slice(folder.length).split(sep).join("/").replace(/^\/*/, "/"), path];
        }),
    );
  }

  return {
    async find(rawPath) {
      const name = decode(rawPath === "/" ? "/index.html" : rawPath);
      if (name === undefined) return undefined;
      // A rebuild gives the hashed files new names; it is noticed by the first one that is not known.
      if (!known?.has(name)) known = await list();
      const path = known.get(name);
      if (path === undefined) return undefined;
      return {
        type: types[extname(path)] ?? "application/octet-stream",
        // Vite puts a hash of the content into the name of everything under assets/, and nothing else.
        cacheControl: name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        body: await readFile(path),
      };
    },
  };
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // `%zz` names no file.
    return undefined;
  }
}

/** Throws a sentence for a checkout in which nothing was built. */
export async function refuseUnbuiltPages(folder: string): Promise<void> {
  try {
    await access(join(folder, "index.html"));
  } catch (cause) {
    throw new AppError(
      { kind: "not-found", say: `The console's pages are not built (${folder}); run \`npm run build\` first.` },
      { cause },
    );
  }
}

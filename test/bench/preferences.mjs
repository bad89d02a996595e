// The preferences of a first start, for pages in front of a stand-in.
import { join } from "node:path";
import { runnerImport } from "vite";
import { root } from "./measure.mjs";

const source = join(root, "shared/contract/settings.ts");
const { module } = await runnerImport(source, { root, configFile: false, logLevel: "warn" });

export const preferences = module.preferencesSchema.parse({ theme: "dark", notifications: false });

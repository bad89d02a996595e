import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LokiAnswer, LokiRequest } from "./requests";

export const recordedFolder = join(import.meta.dirname, "../../fixtures/loki-3.7");

/** What a real Loki was asked, and what it answered. */
export const recordedLoki = (name: string): { request: LokiRequest; answer: LokiAnswer } =>
  JSON.parse(readFileSync(join(recordedFolder, `${name}.json`), "utf8"));

/// <reference types="vite/client" />
// The packs that ship with Watchdeck: assets/rules/packs.json and the rule files beside it, bundled into a part of their own,
// which is loaded when somebody looks at packs.
import { z } from "zod";
import { ruleHoleSchema, rulePackSchema } from "#shared/contract/rule-packs";
import list from "../../../assets/rules/packs.json";

const packSchema = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  file: z.string(),
  needs: z.array(z.string()),
  fits: rulePackSchema.shape.fits,
  /** Rules that are not chosen unless the user does so: they tell of what may be meant. */
  unusual: z.array(z.string()),
  abouts: z.record(z.string(), z.string()),
  holes: z.record(z.string(), ruleHoleSchema.omit({ name: true })).default({}),
});

/** As `packs.json` lists them, each with the text of its rule file. */
export type PackFile = z.infer<typeof packSchema> & { text: string };

const texts = import.meta.glob<string>("../../../assets/rules/*.yml", { query: "?raw", import: "default", eager: true });

export const packFiles = (): PackFile[] =>
  z
    .array(packSchema)
    .parse(list)
    .map((pack) => {
      const text = texts[`../../../assets/rules/${pack.file}`];
      if (text === undefined) throw new Error(`assets/rules/${pack.file} is named in packs.json and is not there`);
      return { ...pack, text };
    });

// What a Zipkin sends: https://zipkin.io/zipkin-api/. Whole traces are not read here: the window does that.
import { z } from "zod";

export const namesSchema = z.array(z.string());

export const dependenciesSchema = z.array(
  z.object({ parent: z.string(), child: z.string(), callCount: z.number(), errorCount: z.number().nullish() }),
);

/** Of the server itself, and not of the API. */
export const infoSchema = z.object({ zipkin: z.object({ version: z.string().regex(/^[\w.+-]{1,60}$/) }) });

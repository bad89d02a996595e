import { z } from "zod";

/** An instant in epoch ms that a calendar has: with a larger number no date can be made or shown. */
export const momentSchema = z.number().min(0).max(8.64e15);

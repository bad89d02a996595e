// What the services send, as far as it is read here. Docker's API: https://docs.docker.com/reference/api/engine/ ; Podman
// answers in the same shapes, and in its own for pods: https://docs.podman.io/en/latest/_static/api.html
// Every part may be missing: a field more or less in a new version must not cost the whole list. And none may be endless:
// what answers need not be a daemon in its right mind, and every sample carries the names.
import { z } from "zod";

/** Longer than any name of an image with its registry, tag and digest. */
export const longestText = 500;
/** Of disks, ports, names and pods. */
const mostItems = 1000;

/** All of them count something: less than nothing is said of what has no limit. */
const number = z.number().min(0).nullish().catch(undefined);
const words = z.string().transform((value) => value.slice(0, longestText));
const text = words.nullish().catch(undefined);
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform((items) =>
      (items ?? []).slice(0, mostItems).flatMap((raw) => {
        const found = item.safeParse(raw);
        return found.success ? [found.data] : [];
      }),
    );

const port = z.number().int().min(0).max(65_535);

/** GET /version */
export const versionSchema = z.object({
  Version: z.string(),
  ApiVersion: z.string().regex(/^\d+\.\d+$/),
  MinAPIVersion: text,
  Components: list(
    z.object({ Name: z.string(), Version: text, Details: z.object({ APIVersion: text }).nullish().catch(undefined) }),
  ),
});

/** One item of GET /containers/json. Ids are put into paths and queries, so nothing but an id passes. */
export const listedSchema = z.object({
  Id: z.string().regex(/^[0-9a-f]{12,64}$/),
  Names: list(words),
  Image: text,
  /** Epoch seconds. */
  Created: number,
  Ports: list(z.object({ IP: text, PrivatePort: port, PublicPort: port.nullish().catch(undefined), Type: text })),
  Labels: z.unknown().optional(),
  State: text,
  Status: text,
});
export type Listed = z.infer<typeof listedSchema>;
/** Not looked into, as an array of unknown things would be one by one. */
export const listSchema = z.custom<unknown[]>(Array.isArray);

/** GET /containers/<id>/json */
export const inspectSchema = z.object({
  State: z.object({ Pid: number, StartedAt: text }),
  HostConfig: z
    .object({ Memory: number, NanoCpus: number, CpuQuota: number, CpuPeriod: number, CpuShares: number, NetworkMode: text })
    .nullish(),
});
export type Inspected = z.infer<typeof inspectSchema>;

const blockEntries = list(z.object({ major: z.number(), minor: z.number(), op: z.string(), value: z.number() }));

/** GET /containers/<id>/stats */
export const statsSchema = z.object({
  pids_stats: z.object({ current: number }).nullish().catch(undefined),
  cpu_stats: z
    .object({
      cpu_usage: z.object({ total_usage: number, usage_in_kernelmode: number, usage_in_usermode: number }).nullish(),
      throttling_data: z.object({ periods: number, throttled_periods: number, throttled_time: number }).nullish(),
    })
    .nullish()
    .catch(undefined),
  memory_stats: z
    .object({
      usage: number,
      stats: z
        .object({
          total_inactive_file: number,
          inactive_file: number,
          total_cache: number,
          file: number,
          total_rss: number,
          anon: number,
          total_swap: number,
          swap: number,
        })
        .nullish(),
    })
    .nullish()
    .catch(undefined),
  blkio_stats: z
    .object({ io_service_bytes_recursive: blockEntries, io_serviced_recursive: blockEntries })
    .nullish()
    .catch(undefined),
  networks: z.unknown().optional(),
});
export type Stats = z.infer<typeof statsSchema>;

/** One interface of `networks` in the stats. */
export const interfaceSchema = z.object({
  rx_bytes: number,
  rx_packets: number,
  rx_errors: number,
  rx_dropped: number,
  tx_bytes: number,
  tx_packets: number,
  tx_errors: number,
  tx_dropped: number,
});

/** GET /libpod/pods/json */
export const podsSchema = list(z.object({ Name: words, Containers: list(z.object({ Id: z.string() })) }));

// One container as a look at its service found it.
import type { ContainerRow, ContainerService } from "#shared/contract/containers";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Limits, Usage } from "./usage";

export interface Container {
  id: string;
  name: string;
  image: string;
  service: ContainerService["kind"];
  state: ContainerRow["state"];
  status: string;
  health?: ContainerRow["health"];
  createdAt?: EpochMs;
  ports: string[];
  group?: string;
  /** What is known only of one that runs. */
  running?: Running;
}

export interface Running {
  /** Where it stands in the tree of control groups: cAdvisor's `id`. */
  cgroup: string;
  startedAt?: EpochMs;
  limits: Limits;
  measured?: Measured;
}

/** What it had used at a moment of the monotonic clock. */
export interface Measured {
  usage: Usage;
  at: Milliseconds;
}

/** What one look at one service brought. */
export interface ServiceLook {
  service: ContainerService;
  containers: Container[];
}

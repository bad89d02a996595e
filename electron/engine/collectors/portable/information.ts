// What is taken from systeminformation, in its shapes. It spawns commands, so what uses it runs less often than a file is
// read; it is loaded when first used, so that Linux never loads it.
export interface SystemInformation {
  mem(): Promise<{ available: number; swaptotal: number; swapfree: number }>;
  fsSize(): Promise<{ fs: string; type: string; mount: string; rw: boolean | null }[]>;
  /** Bytes since the start over all disks; null where the system does not count them. */
  fsStats(): Promise<{ rx: number; wx: number } | null>;
  networkStats(interfaces: string): Promise<InterfaceStats[]>;
  battery(): Promise<{
    hasBattery: boolean;
    isCharging: boolean;
    acConnected: boolean;
    percent: number;
    cycleCount: number;
  }>;
  /** Degrees Celsius; `main` is 0 or null where they cannot be read. */
  cpuTemperature(): Promise<{ main: number | null }>;
  osInfo(): Promise<{ distro: string; release: string; codename: string; build: string }>;
}

export type InterfaceStats = { iface: string; operstate: string } & Record<
  "rx_bytes" | "rx_dropped" | "rx_errors" | "tx_bytes" | "tx_dropped" | "tx_errors",
  number | null
>;

export type LoadInformation = () => Promise<SystemInformation>;

export const loadSystemInformation: LoadInformation = () => import("systeminformation");

/** The systems without /proc. */
export const both = ["darwin", "win32"] as const;

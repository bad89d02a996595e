// A stand-in for NVIDIA's nvidia-smi, for machines without such a card: a real program that prints what the real one prints
// for `--query-gpu=… --format=csv --loop-ms=…` and for `pmon`, as its manual and captured output show it. Never part of the
// console. FAKE_SMI says how it behaves:
// `talks` (default), `silent` after its first round, `no-driver`, `dies` after its first round, `old-driver` that does not
// know newer fields, `loses-card`, which after its first round tells of a card that fell off the bus, `no-pmon`.
const behaviour = process.env.FAKE_SMI ?? "talks";
const argument = (name) => process.argv.find((given) => given.startsWith(`--${name}=`))?.slice(name.length + 3);

const cards = [
  {
    index: "0",
    uuid: "GPU-5f1d6f7e-0000-4c1b-9e53-1d2c3b4a5968",
    name: "NVIDIA GeForce RTX 4090",
    "pci.bus_id": "00000000:01:00.0",
    "utilization.gpu": "37 %",
    "utilization.encoder": "5 %",
    "memory.used": "2048 MiB",
    "memory.total": "24564 MiB",
    "temperature.gpu": "51",
    "power.draw": "71.20 W",
    "clocks_throttle_reasons.active": "0x0000000000000004",
    "clocks_event_reasons.active": "0x0000000000000004",
  },
  {
    index: "1",
    uuid: "GPU-0b9e1c22-0000-4a3f-8a77-92b1c0ffee00",
    name: "NVIDIA GB10",
    "pci.bus_id": "00000000:41:00.0",
    "utilization.gpu": "0 %",
    "memory.used": "[N/A]",
    "memory.total": "[N/A]",
    "temperature.gpu": "44",
    "power.draw": "[Not Supported]",
  },
];
const units = { "utilization.gpu": " [%]", "memory.used": " [MiB]", "memory.total": " [MiB]", "power.draw": " [W]" };

if (behaviour === "no-driver") {
  console.log(
    "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.",
  );
  process.exit(9);
}

let round;
if (process.argv.includes("pmon")) {
  if (behaviour === "no-pmon") {
    console.log("Not supported on the device(s)\nFailed to process command line.");
    process.exit(3);
  }
  console.log("# gpu         pid   type     sm    mem    enc    dec    jpg    ofa     fb   ccpm    command ");
  console.log("# Idx           #    C/G      %      %      %      %      %      %     MB     MB    name ");
  round = () => {
    console.log("    0       1312     G     24      3      -      -      -      -     97      0    Hyprland       ");
    console.log("    1          -     -      -      -      -      -      -      -      -      -    -              ");
  };
} else {
  const columns = argument("query-gpu").split(",");
  const unknown = ["utilization.encoder", "utilization.decoder", "clocks_event_reasons.active"];
  const refused = behaviour === "old-driver" && columns.find((column) => unknown.includes(column));
  if (refused) {
    console.log(`Field "${refused}" is not a valid field to query.\n`);
    process.exit(2);
  }
  console.log(columns.map((column) => column + (units[column] ?? "")).join(", "));
  let rounds = 0;
  const value = (card, column) => {
    const isLost = behaviour === "loses-card" && rounds > 1 && card.index === "1" && !["index", "uuid", "name"].includes(column);
    return isLost ? "[GPU is lost]" : (card[column] ?? "[N/A]");
  };
  round = () => {
    rounds++;
    for (const card of cards) console.log(columns.map((column) => value(card, column)).join(", "));
  };
}

round();
if (behaviour === "dies") process.exit(1);
setInterval(behaviour === "silent" ? () => {} : round, 20);

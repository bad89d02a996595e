// A stand-in for NVIDIA's nvidia-smi, for machines without such a card: a real program that prints what the real one prints
// for `--query-gpu=… --format=csv --loop-ms=…`, as its manual and captured output show it. Never part of the console.
// FAKE_SMI says how it behaves: `talks` (default), `silent` after its first round, `no-driver`, `dies` after its first round.
const behaviour = process.env.FAKE_SMI ?? "talks";
const argument = (name) => process.argv.find((given) => given.startsWith(`--${name}=`))?.slice(name.length + 3);

const cards = [
  {
    index: "0",
    uuid: "GPU-5f1d6f7e-0000-4c1b-9e53-1d2c3b4a5968",
    name: "NVIDIA GeForce RTX 4090",
    "utilization.gpu": "37 %",
    "memory.used": "2048 MiB",
    "memory.total": "24564 MiB",
    "temperature.gpu": "51",
    "power.draw": "71.20 W",
  },
  {
    index: "1",
    uuid: "GPU-0b9e1c22-0000-4a3f-8a77-92b1c0ffee00",
    name: "NVIDIA GB10",
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

const columns = argument("query-gpu").split(",");
console.log(columns.map((column) => column + (units[column] ?? "")).join(", "));
const round = () => {
  for (const card of cards) console.log(columns.map((column) => card[column] ?? "[N/A]").join(", "));
};
round();
if (behaviour === "dies") process.exit(1);
if (behaviour === "talks") setInterval(round, 20);
if (behaviour === "silent") setInterval(() => {}, 1000);

// What the guides of DGDN, Keiko and the Hybrid AI Stack have exposed, and a GPU as nvidia_gpu_prometheus_exporter shows it.
import { counters, type Family, gauges, histogram } from "./families";
import { constant, count, learning, wave, wholeCount, wholeWave } from "./shapes";

export const dgdn: readonly Family[] = [
  gauges("dgdn_training_loss", "Current training loss.", learning("training", 8.4, 0.21)),
  gauges("dgdn_validation_loss", "Validation loss.", learning("validation", 8.9, 0.34)),
  gauges("dgdn_training_accuracy", "Training accuracy.", (seconds) => 1 - learning("accuracy", 0.8, 0.06)(seconds)),
  counters("dgdn_samples_processed_total", "Samples processed.", wholeCount("samples", 512)),
  gauges("dgdn_epoch_duration_seconds", "Time per epoch.", wave("epoch", 412, 60)),
  gauges("dgdn_batch_processing_time", "Time per batch.", wave("batch", 0.19, 0.06)),
  histogram("dgdn_batch_processing_seconds", "Time spent processing batches.", [{ labels: {}, perSecond: 5, median: 0.16 }]),
  gauges("dgdn_model_parameters_total", "Parameters of the model.", constant(18_734_592)),
  gauges("dgdn_model_memory_usage_bytes", "Memory of the model.", wholeWave("model memory", 6.1e9, 4e8)),
  gauges("dgdn_inference_time_seconds", "Inference time per sample.", wave("inference", 0.011, 0.004)),
  gauges("dgdn_graph_nodes", "Nodes of the current graph.", wholeWave("nodes", 24_000, 5000)),
  gauges("dgdn_graph_edges", "Edges of the current graph.", wholeWave("edges", 310_000, 70_000)),
];

const card = { minor_number: "0", uuid: "GPU-00000000-0000-4000-8000-000000000001", name: "NVIDIA A100-SXM4-80GB" };
const second = { minor_number: "1", uuid: "GPU-00000000-0000-4000-8000-000000000002", name: "NVIDIA A100-SXM4-80GB" };

export const nvidia: readonly Family[] = [
  gauges("nvidia_gpu_num_devices", "Cards.", constant(2)),
  gauges("nvidia_gpu_duty_cycle", "Share of time that the card worked, in per cent.", [
    [card, wholeWave("duty 0", 74, 24)],
    [second, wholeWave("duty 1", 58, 30)],
  ]),
  gauges("nvidia_gpu_memory_used_bytes", "Memory in use.", [
    [card, wholeWave("vram 0", 5.2e10, 9e9)],
    [second, wholeWave("vram 1", 4.1e10, 9e9)],
  ]),
  gauges("nvidia_gpu_memory_total_bytes", "Memory there is.", [
    [card, constant(8.5e10)],
    [second, constant(8.5e10)],
  ]),
  gauges("nvidia_gpu_temperature_celsius", "Temperature.", [
    [card, wholeWave("heat 0", 67, 12)],
    [second, wholeWave("heat 1", 63, 12)],
  ]),
  gauges("nvidia_gpu_power_usage_milliwatts", "Power.", [
    [card, wholeWave("power 0", 310_000, 90_000)],
    [second, wholeWave("power 1", 270_000, 90_000)],
  ]),
  gauges("nvidia_gpu_fanspeed_percent", "Fan speed.", [
    [card, wholeWave("fan 0", 55, 20)],
    [second, wholeWave("fan 1", 50, 20)],
  ]),
];

const paths = ["/api/agents", "/api/chat", "/api/tasks", "/health"];

export const keiko: readonly Family[] = [
  counters(
    "http_requests_total",
    "HTTP requests.",
    paths.flatMap((path) =>
      (["200", "404", "500"] as const).map(
        (status) =>
          [
            { method: path === "/api/chat" ? "POST" : "GET", path, status },
            wholeCount(`${path} ${status}`, { "200": 14, "404": 0.3, "500": 0.09 }[status]),
          ] as const,
      ),
    ),
  ),
  histogram(
    "http_request_duration_seconds",
    "Duration of HTTP requests.",
    paths.map((path, place) => ({
      labels: { method: path === "/api/chat" ? "POST" : "GET", path },
      perSecond: 14,
      median: [0.03, 0.6, 0.08, 0.004][place] ?? 0.1,
    })),
  ),
  gauges("http_requests_in_progress", "HTTP requests under way.", wholeWave("in progress", 7, 6)),
  counters("api_errors_total", "Errors of the API.", [
    [{ type: "validation" }, wholeCount("validation errors", 0.2)],
    [{ type: "timeout" }, wholeCount("timeouts", 0.03)],
  ]),
  counters("agent_operations_total", "Operations of agents.", [
    [{ operation: "register", status: "success" }, wholeCount("register", 0.05)],
    [{ operation: "register", status: "failure" }, wholeCount("register failed", 0.002)],
    [{ operation: "execute", status: "success" }, wholeCount("execute", 3.1)],
    [{ operation: "execute", status: "failure" }, wholeCount("execute failed", 0.06)],
  ]),
  gauges("registered_agents_total", "Agents.", wholeWave("registered", 23, 5)),
  counters("custom_operations_total", "Custom operations.", [[{ operation_type: "my_operation" }, wholeCount("custom", 0.7)]]),
  histogram("custom_duration_seconds", "Duration of custom operations.", [{ labels: {}, perSecond: 0.7, median: 0.2 }]),
];

const models = [
  { model: "tinyllama", backend: "local", perSecond: 3.2, median: 0.18, cost: 0 },
  { model: "phi2", backend: "local", perSecond: 2.1, median: 0.34, cost: 0 },
  { model: "claude-sonnet", backend: "cloud", perSecond: 0.9, median: 0.6, cost: 0.0021 },
];

export const apiGateway: readonly Family[] = [
  counters(
    "api_gateway_requests_total",
    "Requests processed.",
    models.flatMap(({ model, backend, perSecond }) =>
      (["low", "medium", "high"] as const).flatMap((complexity) => [
        [{ model, backend, complexity, status: "success" }, wholeCount(`${model} ${complexity}`, perSecond / 3)] as const,
        [{ model, backend, complexity, status: "error" }, wholeCount(`${model} ${complexity} failed`, perSecond / 300)] as const,
      ]),
    ),
  ),
  histogram(
    "api_gateway_request_duration_seconds",
    "Duration of requests.",
    models.map(({ model, backend, perSecond, median }) => ({ labels: { model, backend }, perSecond, median })),
  ),
  gauges("api_gateway_requests_in_progress", "Requests under way.", wholeWave("gateway in progress", 5, 5)),
  counters(
    "api_gateway_cost_total",
    "Costs of the API, in dollars.",
    models.map(({ model, cost }) => [{ model }, count(`${model} cost`, cost)] as const),
  ),
  gauges("api_gateway_cost_per_request", "Average costs of a request, in dollars.", wave("cost of one", 0.0004, 0.0002)),
  histogram(
    "api_gateway_model_latency_seconds",
    "Time of inference.",
    models.map(({ model, perSecond, median }) => ({ labels: { model }, perSecond, median: median * 0.9 })),
  ),
  histogram("api_gateway_routing_latency_seconds", "Time of the routing decision.", [
    { labels: {}, perSecond: 6.2, median: 0.006 },
  ]),
  gauges("api_gateway_health", "Whether the service is healthy.", constant(1)),
  gauges("ollama_models_loaded", "Models loaded.", wholeWave("loaded", 2, 1)),
];

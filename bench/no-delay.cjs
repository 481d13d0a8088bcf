// Loaded into the peer before it starts: its fixed 200 ms validation delay becomes none, so that only its own work is compared.
const delayed = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((run, delay, ...rest) => delayed(run, delay === 200 ? 0 : delay, ...rest), delayed);

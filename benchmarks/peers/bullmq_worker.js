// One BullMQ worker process: node bullmq_worker.js SOCKET CONCURRENCY
// The same line protocol as benchmarks/engines/worker.py.
import { createInterface } from 'node:readline';
import { Worker } from 'bullmq';

const [path, concurrency] = process.argv.slice(2);
const input = createInterface({ input: process.stdin });
let runs = 0;
let said = 0;
let lines = [];

function report() {
  if (runs !== said) {
    lines.push(`c ${process.hrtime.bigint()} ${runs}`);
    said = runs;
  }
  if (lines.length) {
    process.stdout.write(lines.join('\n') + '\n');
    lines = [];
  }
}

async function job({ data }) {
  // Nanoseconds of the machine's clock don't fit a number: they travel as text.
  if (data.sent !== '0') lines.push(`p ${data.sent} ${process.hrtime.bigint()}`);
  else runs += 1;
  return 'ok';
}

const worker = new Worker('bench', job, {
  connection: { path, maxRetriesPerRequest: null },
  concurrency: Number(concurrency),
  autorun: false,
});
await worker.waitUntilReady();
process.stdout.write('ready\n');
input.once('line', () => {
  setInterval(report, 50);
  worker.run();
});
input.once('close', () => {
  report();
  process.stdout.write('', () => process.exit(0));
});

// The BullMQ producer: node bullmq_producer.js SOCKET
// The same commands and answers as benchmarks/engines/producer.py.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';

const queue = new Queue('bench', { connection: { path: process.argv[2] } });
const NOTHING = { sent: '0' };

const seconds = (began) => Number(process.hrtime.bigint() - began) / 1e9;

const commands = {
  async bulk(jobs, batch) {
    const began = process.hrtime.bigint();
    for (let first = 0; first < jobs; first += batch) {
      const count = Math.min(batch, jobs - first);
      await queue.addBulk(Array.from({ length: count }, () => ({ name: 'noop', data: NOTHING })));
    }
    return { seconds: seconds(began) };
  },
  async single(jobs) {
    const calls = [];
    const began = process.hrtime.bigint();
    for (let sent = 0; sent < jobs; sent += 1) {
      const start = process.hrtime.bigint();
      await queue.add('noop', NOTHING);
      calls.push(Number(process.hrtime.bigint() - start));
    }
    return { seconds: seconds(began), calls_ns: calls };
  },
  async pickup(jobs, least, most) {
    for (let sent = 0; sent < jobs; sent += 1) {
      await sleep(1000 * (least + Math.random() * (most - least)));
      await queue.add('noop', { sent: String(process.hrtime.bigint()) });
    }
    return {};
  },
  async kept() {
    return { kept: await queue.getCompletedCount() };
  },
};

await queue.waitUntilReady();
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...numbers] = line.split(' ');
  process.stdout.write(JSON.stringify(await commands[name](...numbers.map(Number))) + '\n');
}
process.exit(0);

/** The server for the web, in a worker as a browser gives it: nothing of Node's is within its reach. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import {
  AbstractMessageReader, AbstractMessageWriter, type DataCallback, type Disposable, type DocumentDiagnosticReport, type Message, type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TestClient, textOf } from '../support/client.js';

const BUNDLE = join(process.cwd(), 'dist', 'server', 'browser.js');

/** What a Web Worker's global scope has; the bundle runs in a context of its own that holds nothing else. */
const SCOPE = `
const { parentPort, workerData } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
const { createContext, runInContext } = require('node:vm');
const scope = {
  console, setTimeout, clearTimeout, queueMicrotask, TextEncoder, TextDecoder, URL, performance,
  addEventListener() {}, removeEventListener() {},
  postMessage: (message) => parentPort.postMessage(message),
};
scope.self = scope;
parentPort.on('message', (data) => scope.onmessage({ data }));
runInContext(readFileSync(workerData, 'utf8'), createContext(scope), { filename: workerData });
`;

class WorkerReader extends AbstractMessageReader implements MessageReader {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
  }

  listen(callback: DataCallback): Disposable {
    this.#worker.on('message', callback);
    return { dispose: () => { this.#worker.off('message', callback); } };
  }
}

class WorkerWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
  }

  write(message: Message): Promise<void> {
    this.#worker.postMessage(message);
    return Promise.resolve();
  }

  end(): void {
    // The worker ends when it is terminated.
  }
}

test('the browser’s server answers like the other one, in Chinese too', async () => {
  const worker = new Worker(SCOPE, { eval: true, workerData: BUNDLE });
  const failed = new Promise<never>((_resolve, reject) => { worker.on('error', reject); });
  const uri = 'vscode-test-web://mount/conf/flink-conf.yaml';
  const client = new TestClient(new WorkerReader(worker), new WorkerWriter(worker), async () => {
    await worker.terminate();
    return 0;
  });
  const session = async (): Promise<void> => {
    await client.initialize({ locale: 'zh-cn' });
    await client.open(uri, 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m\n', 'flink-conf');
    const model = await client.memoryModel({ textDocument: { uri } });
    // Flink's own example: 1728m give 1280m to Flink.
    assert.equal(model?.clusters[0]?.taskManager.pools?.totalFlink, String(1280 * 1024 * 1024));
    await client.change(uri, 2, { text: 'jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 400m\n' });
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    assert.ok(report.kind === 'full');
    assert.deepEqual(report.items.map(({ code }) => code), ['jvm-exceeds-process']);
    assert.match(textOf(report.items[0]), /[\u4e00-\u9fff]/);
    await client.stop();
  };
  try {
    await Promise.race([session(), failed]);
  } finally {
    await worker.terminate();
  }
});

import { after, before } from 'node:test';
import { Harness } from '../support/editor/harness.js';
import { journeys } from './journeys.js';

let harness: Harness;
before(async () => {
  harness = await Harness.start({ locale: 'zh-cn' });
});
after(async () => {
  await harness.stop();
});

journeys(() => harness, {
  language: 'zh-cn',
  managedMemory: '托管内存',
  inEachOfThreeSlots: /173\.7 MiB/,
  taskManagerTotal: /TaskManager (?:2600|1089) MiB/,
  willNotStart: /Flink (?:将)?无法启动|无法启动/,
  raise: /taskmanager\.memory\.process\.size.*1089m/,
});

/** What Kubernetes, the operator, the kernel and Flink's scripts say, and signs of errors that lie elsewhere. */
import type { ProcessKind } from '../../../model/derivation.js';
import { counted, numbersOf, quantityIn } from '../messageSizes.js';
import type { Pattern } from '../recognised.js';

const processNamed = (name: string | undefined): { readonly process?: ProcessKind } =>
  name === undefined ? {} : { process: /^task/i.test(name) ? 'taskManager' : 'jobManager' };

const QUANTITY = '([\\d.]+(?:[eE]\\d+)?[a-zA-Z]{0,2})';

export const OPERATOR: readonly Pattern[] = [
  {
    code: 'memory-not-configured',
    words: /(TaskManager|JobManager) resource memory must be defined/i,
    read: ([, process]) => processNamed(process),
  },
  {
    code: 'request-above-limit',
    words: /(?:(TaskManager|JobManager).{0,60})?request \(([^()]+)\) must not exceed its limit \(([^()]+)\)/i,
    read: ([, process, request, limit]) => ({ ...processNamed(process), ...numbersOf({ required: quantityIn(request), limit: quantityIn(limit) }) }),
  },
  {
    code: 'limit-factor-invalid',
    words: /(kubernetes\.(taskmanager|jobmanager)\.(?:memory|cpu)\.limit-factor) should be greater or equal/i,
    read: ([, key, process]) => ({ ...processNamed(process), ...(key === undefined ? {} : { key }) }),
  },
];

export const KUBERNETES: readonly Pattern[] = [
  {
    code: 'request-above-limit',
    words: /Invalid value: "([^"]+)": must be less than or equal to (?:memory|cpu) limit(?: of (\S+))?/i,
    read: ([, request, limit]) => numbersOf({ required: quantityIn(request), limit: quantityIn(limit) }),
  },
  {
    code: 'kubernetes-quantity',
    words: /(?:Invalid value: "([^"]*)".{0,80})?quantities must match the regular expression/i,
    read: ([, value]) => (value === undefined ? {} : { value }),
  },
  {
    code: 'configuration-value-type',
    words: /spec\.((?:flinkConfiguration|taskManager|jobManager)\.[\w.-]+): Invalid value: "(\w+)".{0,200}?must be of type string/i,
    read: ([, field = '', value]) => ({ name: field, ...(field.startsWith('flinkConfiguration.') ? { key: field.slice('flinkConfiguration.'.length) } : {}), ...(value === undefined ? {} : { value }) }),
  },
  {
    code: 'pod-unschedulable',
    words: /\d+\/\d+ nodes are available.{0,200}?Insufficient memory/i,
  },
  {
    code: 'quota-exceeded',
    words: /exceeded quota:/i,
    read: (_match, rest) => {
      const message = rest.slice(0, 400);
      const size = (label: string): bigint | undefined => quantityIn(new RegExp(`${label}: ?(?:[^:]*?,)?(?:requests\\.|limits\\.)?memory=${QUANTITY}`).exec(message)?.[1]);
      return numbersOf({ required: size('requested'), used: size('used'), limit: size('limited') });
    },
  },
  {
    code: 'limit-range',
    words: new RegExp(`(minimum|maximum) memory usage per (?:Container|Pod) is ${QUANTITY}(?:, but (?:limit|request) is ${QUANTITY})?`, 'i'),
    read: ([, bound = '', limit, size]) => numbersOf({ [/^min/i.test(bound) ? 'min' : 'max']: quantityIn(limit?.replace(/,$/, '')), required: quantityIn(size) }),
  },
  {
    code: 'evicted',
    words: /node was low on resource: ?\[?memory/i,
    read: (_match, rest) => {
      const [, used, limit] = new RegExp(`was using ${QUANTITY},? (?:which exceeds its )?request (?:of|is) ${QUANTITY}`, 'i').exec(rest.slice(0, 400)) ?? [];
      return numbersOf({ used: quantityIn(used), limit: quantityIn(limit) });
    },
  },
  {
    code: 'killed',
    words: /OOM-?Killed|Memory cgroup out of memory|oom-kill:|Out of memory: Kill(?:ed)? process|exit(?:ed)?(?: with)?(?: non-zero)?[ _-]?(?:code|status|value)?(?: is)?[ :=]*137\b|exited with (?:an )?(?:code|value) 137/i,
    read: (_match, rest) => ({
      ...numbersOf({ used: counted(/anon-rss:(\d+)kB/i.exec(rest.slice(0, 400))?.[1], 1024n) }),
      // Of a signal alone nobody knows why it was sent.
      ...(/OOM-?Killed|Memory cgroup out of memory/i.test(rest.slice(0, 200)) ? { name: 'limit' } : {}),
    }),
  },
];

export const SIGNS: readonly Pattern[] = [
  { code: 'jvm-parameters', words: /Could not get JVM parameters|execution result is empty|\[ERROR\] Unexpected result:/i },
  {
    code: 'memory-configuration',
    words: /(TaskManager|JobManager) memory configuration failed/i,
    read: ([, process]) => processNamed(process),
  },
  { code: 'exit-239', words: /exit(?:ed)?(?: with)?[ _-]?(?:code|status)?(?: is)?[ :=]*239\b/i },
  { code: 'exit-143', words: /exit(?:ed)?(?: with)?[ _-]?(?:code|status)?(?: is)?[ :=]*143\b|RECEIVED SIGNAL 15/i },
  { code: 'crash-loop', words: /CrashLoopBackOff|Back-off restarting failed container/i },
  { code: 'slots-missing', words: /NoResourceAvailableException|could not acquire the minimum required resources|slot request bulk is not fulfillable|could not fulfill slot request/i, read: () => ({ process: 'taskManager' }) },
  {
    code: 'taskmanager-lost',
    words: /heartbeat of TaskManager with id|unexpectedly closed by remote task manager|TaskManager with id .{1,120}? is no longer reachable|lost the TaskManager/i,
    read: () => ({ process: 'taskManager' }),
  },
];

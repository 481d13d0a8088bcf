// yaml-language-server, the server that has these files open today: installed beside the project, outside its dependencies.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const VERSION = '1.25.0';

/** Installs the peer where it is missing and returns how to start it, with the settings it is given. */
export function preparePeer(root) {
  const folder = path.join(root, '.cache', 'bench');
  const main = path.join(folder, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server');
  if (!fs.existsSync(main)) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'bench-peer', private: true }));
    console.log(`Installing yaml-language-server ${VERSION} for the comparison …`);
    execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `yaml-language-server@${VERSION}`], { cwd: folder, stdio: 'inherit' });
  }
  const { schema, origin } = chooseSchema(root, folder);
  return {
    name: `yaml-language-server ${VERSION}`,
    schema: origin,
    command: [process.execPath, '--require', path.join(root, 'bench', 'no-delay.cjs'), main, '--stdio'],
    settings: {
      yaml: {
        validate: true, hover: true, completion: true, format: { enable: false }, schemaStore: { enable: false },
        kubernetesCRDStore: { enable: false }, schemas: { [pathToFileURL(schema).href]: ['*.yaml'] },
      },
      http: { proxy: '', proxyStrictSSL: false },
      '[yaml]': { 'editor.tabSize': 2 },
    },
  };
}

/** The operator's own CRD schema where somebody laid it beside the project; otherwise a small one of ours, which costs the peer less. */
function chooseSchema(root, folder) {
  const crd = path.join(root, '..', 'shared', 'data', 'flinkdeployment.schema.json');
  if (fs.existsSync(crd)) return { schema: crd, origin: 'CRD' };
  const resource = { type: 'object', properties: { memory: { type: 'string' }, cpu: { type: 'number' } } };
  const process = { type: 'object', properties: { resource, replicas: { type: 'integer' } } };
  const small = path.join(folder, 'flinkdeployment.schema.json');
  fs.writeFileSync(small, JSON.stringify({
    type: 'object',
    properties: {
      apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' },
      spec: {
        type: 'object',
        properties: {
          image: { type: 'string' }, flinkVersion: { type: 'string' }, serviceAccount: { type: 'string' },
          flinkConfiguration: { type: 'object' }, jobManager: process, taskManager: process,
          job: { type: 'object', properties: { jarURI: { type: 'string' }, parallelism: { type: 'integer' }, upgradeMode: { enum: ['savepoint', 'last-state', 'stateless'] } } },
        },
      },
    },
  }));
  return { schema: small, origin: 'small' };
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CACHE, ROOT } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';
import { inRange } from './vectors.mjs';

const SOURCES = join(ROOT, 'scripts/ask-flink/java');
const MINIMAL_JAVA = 17;

/** Without it nothing can be asked. */
const RUNTIME = 'flink-runtime';

/** Needed by the class initialisers of these: their options are enums of the native library. */
const WITH_LIBRARIES = new Set([RUNTIME, 'flink-statebackend-rocksdb', 'flink-statebackend-forst']);

/**
 * Where options are defined, besides what flink-runtime brings along (flink-core, …).
 * @type {readonly { module: string, since?: string, until?: string }[]}
 */
const MODULES = [
  { module: RUNTIME },
  { module: 'flink-clients' },
  { module: 'flink-streaming-java' },
  { module: 'flink-optimizer', until: '1.20' },
  { module: 'flink-kubernetes' },
  { module: 'flink-yarn' },
  { module: 'flink-statebackend-rocksdb' },
  { module: 'flink-statebackend-forst', since: '1.20' },
  { module: 'flink-statebackend-changelog', since: '1.14' },
  { module: 'flink-dstl-dfs', since: '1.15' },
  { module: 'flink-python' },
  { module: 'flink-table-api-java' },
  { module: 'flink-table-common' },
];

/** Most artifacts carried Scala's version before 1.15; of old releases a registry may have one of them only. */
const SUFFIXES = ['', '_2.12', '_2.11'];

/**
 * @typedef {{ classes: string, classPath: string[], missing: string[] }} Built compiled sources, jars, and the modules of
 *   which no artifact was found
 */

/**
 * Fetches a release of Flink and builds what asks it, both by Maven, unless that is done already.
 * @param {string} release `2.3.0`
 * @returns {Promise<Built>}
 */
export async function build(release) {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(release)) throw new Error(`Not a released version, like 2.3.0: ${release}`);
  const folder = join(CACHE, 'ask-flink', release);
  const stamp = join(folder, 'built.json');
  const key = sourcesKey();
  if (existsSync(stamp)) {
    const { key: builtKey, ...built } = JSON.parse(readFileSync(stamp, 'utf8'));
    if (builtKey === key && built.classPath.every(existsSync)) return built;
  }
  await checkTools();
  mkdirSync(folder, { recursive: true });
  const missing = await resolve(release, folder);
  const built = {
    classes: join(folder, 'target/classes'),
    classPath: readFileSync(join(folder, 'classpath.txt'), 'utf8').trim().split(delimiter),
    missing,
  };
  writeFileSync(stamp, JSON.stringify({ key, ...built }, undefined, 1));
  return built;
}

/**
 * Asks a release.
 * @param {Built} built
 * @param {string[]} args
 * @param {string} [input]
 * @returns {string} what it printed
 */
export function askFlink({ classes, classPath }, args, input = '') {
  const { error, status, stdout, stderr } = spawnSync('java', ['-cp', [classes, ...classPath].join(delimiter), 'AskFlink', ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined) throw new Error(`Java could not be started: ${error.message}`);
  // Flink's own logging has no target here, and says so.
  const said = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('SLF4J:')).join('\n');
  if (said !== '') console.error(said);
  if (status !== 0) throw new Error('Flink could not be asked; the reason stands above');
  return stdout;
}

/**
 * The jars of a class path that are Flink's own.
 * @param {Built} built
 * @param {string} release
 */
export function ownJars({ classPath }, release) {
  return classPath.filter((jar) => jar.replaceAll('\\', '/').includes('/org/apache/flink/') && jar.endsWith(`-${release}.jar`));
}

/** Changes with the sources and with the list of modules, so that nothing built before is used after a change. */
function sourcesKey() {
  const hash = createHash('sha256');
  for (const file of readdirSync(SOURCES).sort()) hash.update(file).update(readFileSync(join(SOURCES, file)));
  return hash.update(JSON.stringify(MODULES)).digest('hex');
}

async function checkTools() {
  const java = await run('java', ['-version'], { quiet: true });
  const major = Number(/version "(\d+)/.exec(java.output)?.[1] ?? Number.NaN);
  if (java.code !== 0) throw new Error(`Java was not found: asking Flink takes a JDK, version ${String(MINIMAL_JAVA)} or later`);
  if (!(major >= MINIMAL_JAVA)) throw new Error(`Asking Flink takes Java ${String(MINIMAL_JAVA)} or later, not ${String(major)}`);
  const maven = await runMaven(['-version']);
  if (maven.code !== 0) throw new Error('Maven (mvn) was not found: it fetches the jars of Flink and compiles what asks it');
}

/**
 * Resolves as many modules as there are, and compiles. Maven names what it does not find; the next round asks for another
 * name of it, or goes without.
 * @param {string} release
 * @param {string} folder where pom.xml goes
 * @returns {Promise<string[]>} modules of which there is nothing
 */
async function resolve(release, folder) {
  const names = new Map(MODULES.filter((each) => inRange(release, each)).map(({ module }) => [module, 0]));
  const pom = join(folder, 'pom.xml');
  for (;;) {
    const wanted = [...names].flatMap(([module, index]) => (SUFFIXES[index] === undefined ? [] : [{ module, artifact: module + SUFFIXES[index] }]));
    writeFileSync(pom, pomOf(release, wanted));
    const { code, output } = await runMaven(['-q', '-B', '-f', pom, 'compile', 'dependency:build-classpath', `-Dmdep.outputFile=${join(folder, 'classpath.txt')}`]);
    if (code === 0) return [...names].filter(([, index]) => index >= SUFFIXES.length).map(([module]) => module);
    const named = new Set([...output.matchAll(/org\.apache\.flink:([\w.-]+):(?:jar|pom):/g)].map(([, artifact]) => artifact));
    const notFound = wanted.filter(({ artifact }) => named.has(artifact));
    for (const { module } of notFound) names.set(module, (names.get(module) ?? 0) + 1);
    if (notFound.length === 0) throw new Error(`Maven failed:\n${output}`);
    if ((names.get(RUNTIME) ?? 0) >= SUFFIXES.length) throw new Error(`Maven finds no flink-runtime of ${release}:\n${output}`);
  }
}

/**
 * @param {string[]} args
 */
function runMaven(args) {
  return run(process.platform === 'win32' ? 'mvn.cmd' : 'mvn', args, { quiet: true });
}

/**
 * @param {string} release
 * @param {readonly { module: string, artifact: string }[]} modules
 */
function pomOf(release, modules) {
  const alone = '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>';
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>flink-memory</groupId>
  <artifactId>ask-flink</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>${String(MINIMAL_JAVA)}</maven.compiler.source>
    <maven.compiler.target>${String(MINIMAL_JAVA)}</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
${modules.map(({ module, artifact }) => `    <dependency><groupId>org.apache.flink</groupId><artifactId>${artifact}</artifactId><version>${release}</version>${WITH_LIBRARIES.has(module) ? '' : alone}</dependency>`).join('\n')}
  </dependencies>
  <build><sourceDirectory>${SOURCES}</sourceDirectory></build>
</project>
`;
}

// Builds, checks or lays out one npm project: node project.mjs <folder> build|check|format|test|deploy [files]
// Nothing runs again when nothing changed: the checksums of what went in are kept in node_modules.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OUTPUTS = new Set(['node_modules', 'dist', 'target', 'coverage', 'test-results', 'pom.xml']);

const [folder, verb] = [resolve(process.argv[2]), process.argv[3]];

if (!existsSync(join(folder, 'package.json'))) {
  console.error(`${folder} has no package.json.`);
  process.exit(1);
}

install();
if (verb === 'build') {
  build();
} else if (verb === 'format') {
  npm('run', 'format');
} else if (verb === 'check') {
  npm('run', 'lint');
  npm('test');
} else if (verb === 'test' || verb === 'deploy') {
  npm('run', verb, '--', ...process.argv.slice(4));
} else {
  console.error(`"${verb}" is none of build, check, format, test and deploy.`);
  process.exit(1);
}

function install() {
  unlessDone('installed', checksum(['package-lock.json', 'package.json']), 'node_modules', () =>
    npm('ci', '--no-audit', '--no-fund'),
  );
}

function build() {
  unlessDone('built', checksum(inputs('.')), 'dist', () => npm('run', 'build'));
}

function unlessDone(name, now, output, work) {
  const stamp = join(folder, 'node_modules', `.netia-${name}`);
  if (existsSync(join(folder, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return;
  }
  work();
  writeFileSync(stamp, now);
}

function inputs(path) {
  return readdirSync(join(folder, path), { withFileTypes: true })
    .filter((entry) => !OUTPUTS.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? inputs(join(path, entry.name)) : [join(path, entry.name)]))
    .sort();
}

function checksum(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) {
    hash.update(file).update('\0').update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
}

// A check or a test prints as it goes; of the rest only a failure is worth reading.
function npm(...words) {
  const output = ['check', 'test', 'deploy'].includes(verb) ? 'inherit' : 'pipe';
  const done = spawnSync('npm', words, { cwd: folder, stdio: ['ignore', output, output], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(`${done.stdout ?? ''}${done.stderr ?? ''}npm ${words.join(' ')} failed in ${folder}${done.error ? `: ${done.error.message}` : ''}.`);
    process.exit(1);
  }
}

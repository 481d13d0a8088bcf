import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';

/**
 * Unpacks a tar archive that is in memory. Our own, because `tar` is missing on small systems and npm's library would be
 * a dependency for forty lines. Regular files, folders and symbolic links; ustar and pax names; ownership and times are
 * ignored.
 * @param {Buffer} archive uncompressed
 * @param {string} folder
 * @param {(path: string) => string | undefined} [select] new path of an entry, undefined to leave it out
 */
export function unpackTar(archive, folder, select = (path) => path) {
  /** @type {{ path?: string, linkpath?: string }} */
  let extended = {};
  for (let offset = 0; offset + 512 <= archive.length && archive[offset] !== 0;) {
    const header = archive.subarray(offset, offset + 512);
    const size = Number.parseInt(field(header, 124, 12), 8) || 0;
    const content = archive.subarray(offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil(size / 512) * 512;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x') {
      extended = readPax(content);
      continue;
    }
    if (type === 'L') {
      extended = { path: field(content, 0, content.length) };
      continue;
    }
    const prefix = field(header, 257, 5) === 'ustar' ? field(header, 345, 155) : '';
    const name = extended.path ?? (prefix === '' ? field(header, 0, 100) : `${prefix}/${field(header, 0, 100)}`);
    const link = extended.linkpath ?? field(header, 157, 100);
    extended = {};
    const selected = select(name);
    if (selected === undefined || type === 'g') continue;
    const relative = normalize(selected);
    if (isAbsolute(relative) || relative.split(sep).includes('..')) throw new Error(`The archive wants to write outside its folder: ${name}`);
    const target = join(folder, relative);
    if (type === '5') {
      mkdirSync(target, { recursive: true });
    } else if (type === '2') {
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(link, target);
    } else if (type === '0' || type === '\0') {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      if ((Number.parseInt(field(header, 100, 8), 8) & 0o111) !== 0) chmodSync(target, 0o755);
    }
  }
}

/**
 * @param {Buffer} buffer
 * @param {number} start
 * @param {number} length
 */
function field(buffer, start, length) {
  const end = buffer.indexOf(0, start);
  return buffer.toString('utf8', start, end === -1 || end > start + length ? start + length : end).trim();
}

/**
 * Records `LENGTH KEY=VALUE\n`, the length counting itself.
 * @param {Buffer} content
 */
function readPax(content) {
  /** @type {{ path?: string, linkpath?: string }} */
  const values = {};
  for (let offset = 0; offset < content.length;) {
    const space = content.indexOf(0x20, offset);
    const length = Number.parseInt(content.toString('utf8', offset, space), 10);
    if (space === -1 || !(length > 0)) break;
    const [key, ...value] = content.toString('utf8', space + 1, offset + length - 1).split('=');
    if (key === 'path' || key === 'linkpath') values[key] = value.join('=');
    offset += length;
  }
  return values;
}
